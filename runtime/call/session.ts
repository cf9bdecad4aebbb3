import type { Sprint } from "../engine/sprint.js";
import { forwardedRuns, waiting } from "../engine/jump.js";
import { endRun, isLive } from "../engine/runs.js";
import type { Call } from "../session/call.js";
import type { Input } from "../session/input.js";
import { isWaiting } from "../session/session.js";
import { answerLeg, hangUpLeg } from "./legs/legs.js";
import { ownLeg } from "./legs/parties.js";
import { leaveOwnBridge, noteLeg } from "./legs/network.js";
import { stopPlaying } from "./media/playing.js";
import { DIGITS } from "./variables.js";

/** A wait whose step collects digits itself says so here. */
export const COLLECTS_DIGITS = { collects_digits: true } as const;

/** What every call does with an input, whatever step waits. The flow of a call that has ended ends too. */
export function callReceived(sprint: Sprint, input: Input): boolean {
  const call = sprint.session.call;
  if (!call) return false;
  // The flow is one leg's: what others press is for metaflows only.
  if (input.type === "digit" && input.leg !== call.id) return true;
  if (input.type === "digit" && !someoneCollects(sprint)) sprint.session.variables[DIGITS] = input.digit;
  if (input.type === "media") mediaEnded(call, input.media);
  if (leavesMedia(sprint, call, input)) stopPlaying(sprint);
  if (leavesBridge(sprint, input)) leaveOwnBridge(sprint);
  if (input.type === "hangup") {
    hangUpLeg(sprint, input.leg ?? call.id, input.cause);
    return true;
  }
  if (input.type !== "call") return false;
  noteLeg(sprint, input);
  if (input.event !== "hangup" || input.leg !== call.id) return false;
  interruptFlow(sprint);
  return !sprint.session.runs.some(isLive);
}

/** The flow ends because its call does. What runs beside it sees for itself whether there is still something to do. */
export function interruptFlow(sprint: Sprint): void {
  for (const run of sprint.session.runs) if (run.role === "main" && isLive(run)) endRun(sprint, run, "interrupted");
}

/** The network says what became of a leg after the flow has ended: that the call is over, or that a transfer's target answered. */
export function callEnded(sprint: Sprint, input: Input): void {
  const { call } = sprint.session;
  if (!call) return;
  if (input.type === "call") noteLeg(sprint, input);
  if (input.type === "hangup") hangUpLeg(sprint, input.leg ?? call.id, input.cause);
}

function mediaEnded(call: Call, media: string): void {
  for (const leg of Object.values(call.legs)) if (leg.media === media) delete leg.media;
}

/** The flow is sent away from the step that plays. */
function leavesMedia(sprint: Sprint, call: Call, input: Input): boolean {
  const { media } = ownLeg(call);
  if (media === undefined) return false;
  if (input.type === "forward") return input.now && forwardedRuns(sprint, input) !== undefined;
  return input.type === "next" && waiting(sprint, input.from)?.token.wait.media === media;
}

/** The flow is sent away from where it waits in a bridge. */
function leavesBridge(sprint: Sprint, input: Input): boolean {
  if (input.type === "forward") return input.now && forwardedRuns(sprint, input) !== undefined;
  return input.type === "next" && waiting(sprint, input.from) !== undefined;
}

function someoneCollects(sprint: Sprint): boolean {
  return sprint.session.runs
    .filter(isLive)
    .some((run) => run.tokens.some((token) => isWaiting(token) && token.wait.data?.["collects_digits"] === true));
}

/** Hangs the flow's own leg up, which ends the call. */
export function hangUp(sprint: Sprint, cause = "normal"): void {
  const { call } = sprint.session;
  if (call) hangUpLeg(sprint, call.id, cause);
}

/** Running off the end of a flow hangs the call up (voipbin-flow.md section 3). */
export function hangUpAtEnd(sprint: Sprint): void {
  hangUp(sprint);
}

/** Answers the call if nobody has yet. */
export function answerCall(sprint: Sprint): void {
  const { call } = sprint.session;
  if (call) answerLeg(sprint, call.id);
}
