import type { Sprint } from "../engine/sprint.js";
import { forwardedRuns, waiting } from "../engine/jump.js";
import { endRun, isLive } from "../engine/runs.js";
import type { Call } from "../session/call.js";
import type { Input } from "../session/input.js";
import { isWaiting } from "../session/session.js";
import { callEffect } from "./effect.js";
import { stopPlaying } from "./media.js";
import { hangupReason, nextCallStatus } from "./machine.js";

/** Where the keys that were pressed are kept (voipbin-flow.md section 5). */
export const DIGITS = "voipbin.call.digits";

/** A wait whose step collects digits itself says so here. */
export const COLLECTS_DIGITS = { collects_digits: true } as const;

/** What every call does with an input, whatever step waits. The flow of a call that has ended ends too. */
export function callReceived(sprint: Sprint, input: Input): boolean {
  const call = sprint.session.call;
  if (!call) return false;
  // The flow is one leg's: what others press is for metaflows only.
  if (input.type === "digit" && input.leg !== call.id) return true;
  if (input.type === "digit" && !someoneCollects(sprint)) sprint.session.variables[DIGITS] = input.digit;
  if (input.type === "media" && call.media === input.media) delete call.media;
  if (leavesMedia(sprint, call, input)) stopPlaying(sprint);
  if (input.type !== "call" || input.leg !== call.id) return false;
  if (input.event === "answered") call.status = nextCallStatus(call.status, "answer");
  if (input.event === "ringing") call.status = nextCallStatus(call.status, "ring");
  if (input.event !== "hangup") return false;
  callEnded(sprint, input);
  interruptFlow(sprint);
  return true;
}

/** The flow ends because its call does. */
export function interruptFlow(sprint: Sprint): void {
  for (const run of sprint.session.runs.filter(isLive)) endRun(sprint, run, "interrupted");
}

/** The flow is sent away from the step that plays. */
function leavesMedia(sprint: Sprint, call: Call, input: Input): boolean {
  if (call.media === undefined) return false;
  if (input.type === "forward") return input.now && forwardedRuns(sprint, input) !== undefined;
  return input.type === "next" && waiting(sprint, input.from)?.token.wait.media === call.media;
}

/** The network says that the call is over; it may say so after the flow has ended. */
export function callEnded(sprint: Sprint, input: Input): void {
  const call = sprint.session.call;
  if (!call || call.status === "hangup") return;
  if (input.type !== "call" || input.event !== "hangup" || input.leg !== call.id) return;
  call.hangupReason = hangupReason(call, input.cause);
  call.hangupBy ??= "remote";
  call.status = nextCallStatus(call.status, "ended");
  sprint.record({
    type: "call_ended",
    call: call.id,
    reason: call.hangupReason,
    by: call.hangupBy,
    ...(input.cause !== undefined && { cause: input.cause }),
  });
}

function someoneCollects(sprint: Sprint): boolean {
  return sprint.session.runs
    .filter(isLive)
    .some((run) => run.tokens.some((token) => isWaiting(token) && token.wait.data?.["collects_digits"] === true));
}

/** Hangs up for our part: the network's `hangup` will confirm it. A call that has ended is left alone. */
export function hangUp(sprint: Sprint, reason = "normal"): void {
  const call = sprint.session.call;
  if (!call || call.hangupBy !== undefined) return;
  call.hangupBy = "local";
  call.status = nextCallStatus(call.status, call.direction === "outgoing" ? "cancel" : "hangup");
  callEffect(sprint, call, { type: "call_hangup", cause: reason, by: "local" });
}

/** Running off the end of a flow hangs the call up (voipbin-flow.md section 3). */
export function hangUpAtEnd(sprint: Sprint): void {
  const call = sprint.session.call;
  if (call && call.status !== "hangup") hangUp(sprint);
}

/** Answers the call if nobody has yet. */
export function answerCall(sprint: Sprint): void {
  const call = sprint.session.call;
  if (!call || call.status === "progressing") return;
  call.status = nextCallStatus(call.status, "answer");
  callEffect(sprint, call, { type: "call_answered" });
}
