import type { Sprint } from "../../engine/sprint.js";
import type { Call, CallLeg } from "../../session/call.js";
import { setTimer } from "../../session/timers.js";
import { isHeldByProgram } from "../control/program.js";
import { callEffect } from "../effect.js";
import { nextCallStatus, type CallEvent } from "./machine.js";
import { isRinging, legOf, legsIn } from "./parties.js";

/*
 * What we do to the legs of a call. Each operation notes the new state, records an event, and sends the same event as the one
 * effect that an adapter carries out; what the network then says comes back as a `call` input (`network.ts`).
 */

/** How long a dialled leg may ring, in milliseconds (voipbin-flow.md section 2, limits). */
export const DIAL_TIMEOUT_MS = 60_000;

/** Whom to dial, and what becomes of the leg. */
export interface Dialled extends Pick<
  CallLeg,
  "number" | "endpoint" | "anonymous" | "joins" | "earlyMedia" | "group" | "chained" | "otherwise"
> {
  /** The number that is shown to the party. */
  readonly from: string;
}

/** Name of the timer that ends the ringing of a leg. */
export const DIAL_TIMER = "dial:";

/** The one of this leg. */
export function dialTimer(leg: string): string {
  return `${DIAL_TIMER}${leg}`;
}

/** Name of the timer that ends the call. */
export const DURATION_TIMER = "duration";

/** The flow's own leg has been answered: from now on the call may last so long (voipbin-flow.md section 2, limits). */
export function limitDuration(sprint: Sprint): void {
  const { session, options } = sprint;
  if (session.timers?.[DURATION_TIMER] !== undefined) return;
  setTimer(session, DURATION_TIMER, sprint.now() + options.limits.maxCallDurationMs);
}

/** What happens to a leg moves it on in its life; when and to which status is an event of the session. */
export function moveLeg(sprint: Sprint, id: string, event: CallEvent): void {
  const leg = legOf(callOf(sprint), id);
  const status = leg && nextCallStatus(leg.status, event);
  if (!leg || !status || status === leg.status) return;
  leg.status = status;
  noteStatus(sprint, id);
}

/** Notes the status that a leg has just come to. */
export function noteStatus(sprint: Sprint, id: string): void {
  const call = callOf(sprint);
  const leg = legOf(call, id);
  if (!leg) return;
  const { status } = leg;
  leg.times = { ...leg.times, [status]: sprint.now() };
  sprint.record({ type: "call_status", call: call.id, leg: id, status });
}

/** Dials a new leg; gives its id. `id` is given for the leg that the call itself is. */
export function dial(sprint: Sprint, { from, ...leg }: Dialled, id = sprint.ids.uuid()): string {
  const { session } = sprint;
  callOf(sprint).legs[id] = { direction: "outgoing", status: "dialing", ...leg };
  setTimer(session, dialTimer(id), sprint.now() + DIAL_TIMEOUT_MS);
  callEffect(sprint, callOf(sprint), {
    type: "call_dial",
    leg: id,
    from,
    to: leg.number,
    ...(leg.anonymous && { anonymous: leg.anonymous }),
    ...(leg.endpoint !== undefined && { endpoint: leg.endpoint }),
    timeout_ms: DIAL_TIMEOUT_MS,
  });
  noteStatus(sprint, id);
  return id;
}

/** Answers a leg that rings at us, if nobody has yet. One that we dialled only the other side can answer. */
export function answerLeg(sprint: Sprint, id: string): void {
  const leg = legOf(callOf(sprint), id);
  if (!leg || leg.direction !== "incoming" || !isRinging(leg)) return;
  moveLeg(sprint, id, "answer");
  if (id === callOf(sprint).id) limitDuration(sprint);
  callEffect(sprint, callOf(sprint), { type: "call_answered", leg: id });
}

/**
 * Puts a leg into a bridge, out of the one that it is in. Nobody in the bridge hears ringing or music any more, but for whom a
 * program holds.
 */
export function joinBridge(sprint: Sprint, id: string, bridge: string): void {
  const call = callOf(sprint);
  const leg = legOf(call, id);
  if (!leg || leg.status === "hangup" || leg.bridge === bridge) return;
  leaveBridge(sprint, id);
  leg.bridge = bridge;
  for (const each of legsIn(call, bridge)) {
    delete call.legs[each]!.hears;
    if (!isHeldByProgram(call.legs[each]!)) delete call.legs[each]!.held;
  }
  callEffect(sprint, callOf(sprint), { type: "bridge_join", leg: id, bridge });
}

/** Takes a leg out of its bridge. Who is left in it stays there. */
export function leaveBridge(sprint: Sprint, id: string): void {
  const leg = legOf(callOf(sprint), id);
  if (leg?.bridge === undefined) return;
  const { bridge } = leg;
  delete leg.bridge;
  delete leg.hears;
  callEffect(sprint, callOf(sprint), { type: "bridge_leave", leg: id, bridge });
}

/** Hangs a leg up for our part; the network's `hangup` confirms it. One that is hung up already is left alone. */
export function hangUpLeg(sprint: Sprint, id: string, cause = "normal"): void {
  const leg = legOf(callOf(sprint), id);
  if (!leg || leg.status === "hangup" || leg.hangupBy !== undefined) return;
  leg.hangupBy = "local";
  moveLeg(sprint, id, leg.direction === "outgoing" ? "cancel" : "hangup");
  callEffect(sprint, callOf(sprint), { type: "call_hangup", leg: id, cause, by: "local" });
}

/**
 * Lets a leg outlive the flow's own, and stay when the bridge that it was dialled for ends: it is somebody else's now. Gives what
 * it was.
 */
export function release(call: Call, id: string): Pick<CallLeg, "chained" | "joins"> {
  const { chained, joins } = legOf(call, id) ?? {};
  delete call.legs[id]?.chained;
  delete call.legs[id]?.joins;
  return { ...(chained !== undefined && { chained }), ...(joins !== undefined && { joins }) };
}

function callOf({ session }: Sprint): Call {
  if (!session.call) throw new Error(`Session ${session.id} has no call, and so no legs.`);
  return session.call;
}
