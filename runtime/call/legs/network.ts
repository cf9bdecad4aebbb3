import type { Sprint } from "../../engine/sprint.js";
import type { Call, CallLeg } from "../../session/call.js";
import type { CallInput } from "../../session/input.js";
import { lanes } from "../../session/lanes.js";
import { dropTimer } from "../../session/timers.js";
import { callNextOfGroup, ringingBeside } from "../dialling/group.js";
import { answerLeg, dial, dialTimer, hangUpLeg, joinBridge, leaveBridge, limitDuration, moveLeg } from "./legs.js";
import { isOnCall, isRinging, legOf, legsIn, ownLeg } from "./parties.js";
import { hangupReason } from "./machine.js";

/** What there is of a leg only while somebody is on it. */
const WHILE_THERE = ["bridge", "media", "hears", "held", "plays", "muted", "announcements"] as const;

/** Keeps what the network says of a leg, and does what follows from it: who was dialled for a bridge joins it, and so on. */
export function noteLeg(sprint: Sprint, input: CallInput): void {
  const { call } = sprint.session;
  const leg = call && legOf(call, input.leg);
  if (!leg || leg.status === "hangup") return;
  if (input.networkId !== undefined) leg.networkId = input.networkId;
  switch (input.event) {
    case "ringing":
    case "early_media":
      moveLeg(sprint, input.leg, "ring");
      if (leg.earlyMedia && leg.joins !== undefined) joinBridge(sprint, input.leg, leg.joins);
      return;
    case "answered":
      return answered(sprint, call, leg, input.leg);
    case "bridged":
      leg.bridge = input.bridge ?? call.id;
      delete leg.hears;
      return;
    case "unbridged":
      return left(sprint, call, leg, input.leg);
    case "hangup":
      return ended(sprint, call, leg, input);
  }
}

function answered(sprint: Sprint, call: Call, leg: CallLeg, id: string): void {
  const rang = isRinging(leg);
  moveLeg(sprint, id, "answer");
  if (!rang) return;
  dropTimer(sprint.session, dialTimer(id));
  if (id === call.id) {
    limitDuration(sprint);
    for (const other of ringingBeside(call)) hangUpCall(sprint, other);
    return;
  }
  sprint.record({ type: "leg_answered", call: call.id, leg: id });
  for (const [other, { group }] of Object.entries(call.legs)) {
    if (other !== id && group !== undefined && group === leg.group && isRinging(call.legs[other]!))
      hangUpLeg(sprint, other);
  }
  if (leg.joins === undefined || leg.status !== "progressing") return;
  joinBridge(sprint, id, leg.joins);
  // Whoever waits in the bridge has somebody to talk to now.
  if (ownLeg(call).bridge === leg.joins) answerLeg(sprint, call.id);
}

/** The flow's own leg leaves the bridge that it waits in: the flow is sent elsewhere. */
export function leaveOwnBridge(sprint: Sprint): void {
  const { call } = sprint.session;
  const bridge = call && ownLeg(call).bridge;
  if (bridge === undefined) return;
  leaveBridge(sprint, call!.id);
  endIfAlone(sprint, call!, bridge);
}

function left(sprint: Sprint, call: Call, leg: CallLeg, id: string): void {
  const { bridge } = leg;
  if (bridge === undefined) return;
  delete leg.bridge;
  delete leg.hears;
  sprint.record({ type: "bridge_leave", call: call.id, leg: id, bridge });
  if (id !== call.id && leg.joins === bridge) hangUpLeg(sprint, id);
  endIfAlone(sprint, call, bridge);
}

function ended(sprint: Sprint, call: Call, leg: CallLeg, { leg: id, cause }: CallInput): void {
  const { bridge, joins } = leg;
  const isUnanswered = isRinging(leg) || leg.status === "canceling";
  dropTimer(sprint.session, dialTimer(id));
  leg.hangupReason ??= hangupReason(leg, cause);
  leg.hangupBy ??= "remote";
  moveLeg(sprint, id, "ended");
  for (const gone of WHILE_THERE) delete leg[gone];
  const { hangupReason: reason, hangupBy: by } = leg;
  sprint.record({
    type: id === call.id ? "call_ended" : "leg_hangup",
    call: call.id,
    leg: id,
    reason,
    by,
    ...(cause !== undefined && { cause }),
  });
  const isGivenUp = isUnanswered && reason !== "cancel";
  if (id === call.id) hangUpChained(sprint, call);
  if (isGivenUp && id === call.id) callNextOfGroup(sprint, call);
  else if (isGivenUp) dialNext(sprint, leg);
  for (const each of new Set([bridge, joins])) if (each !== undefined) endIfAlone(sprint, call, each);
}

/** Of somebody with several telephones the next one rings. */
function dialNext(sprint: Sprint, { otherwise, joins, earlyMedia, group, chained, anonymous }: CallLeg): void {
  const [next, ...numbers] = otherwise?.numbers ?? [];
  if (!otherwise || !next) return;
  dial(sprint, {
    ...next,
    from: otherwise.from,
    ...(joins !== undefined && { joins }),
    ...(earlyMedia !== undefined && { earlyMedia }),
    ...(group !== undefined && { group }),
    ...(chained !== undefined && { chained }),
    ...(anonymous !== undefined && { anonymous }),
    otherwise: { ...otherwise, numbers },
  });
}

/** Hangs up another call, which has a session of its own. */
function hangUpCall(sprint: Sprint, call: string): void {
  sprint.tell({ lane: lanes.ofCall(call), input: { type: "hangup" } });
}

/** Legs that were dialled for the flow's own end with it, and so do calls that were started so. */
function hangUpChained(sprint: Sprint, call: Call): void {
  for (const other of call.chained ?? []) hangUpCall(sprint, other);
  for (const [id, { chained }] of Object.entries(call.legs)) if (chained) hangUpLeg(sprint, id);
}

/**
 * A bridge that legs were dialled for ends when only one party is left and nobody is still to come: the flow's own leg goes on
 * with its flow, another is hung up (voipbin-flow.md section 4, connect). In any other bridge there may be parties of other calls.
 */
function endIfAlone(sprint: Sprint, call: Call, bridge: string): void {
  const dialled = Object.keys(call.legs).filter((id) => call.legs[id]?.joins === bridge);
  const inside = legsIn(call, bridge);
  const coming = dialled.filter((id) => isRinging(call.legs[id]!) && !inside.includes(id));
  const waited = inside.includes(call.id);
  if (dialled.length === 0 || inside.length > 1 || (waited && coming.length > 0)) return;
  for (const id of [...inside, ...coming]) {
    if (id === call.id) leaveBridge(sprint, id);
    else if (isOnCall(call, id)) hangUpLeg(sprint, id);
  }
}
