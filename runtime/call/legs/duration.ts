import type { Sprint } from "../../engine/sprint.js";
import type { Input } from "../../session/input.js";
import { dropTimer } from "../../session/timers.js";
import { DURATION_TIMER, hangUpLeg } from "./legs.js";
import { isOnCall } from "./parties.js";

/** The longest time that a call may last is over: every leg is hung up, and the flow ends when the network confirms it. */
export function durationReceived(sprint: Sprint, input: Input): void {
  const { call, timers } = sprint.session;
  if (!call || !timers || input.type !== "timeout" || input.token !== DURATION_TIMER) return;
  dropTimer(sprint.session, DURATION_TIMER);
  for (const [id, leg] of Object.entries(call.legs)) {
    if (!isOnCall(call, id)) continue;
    leg.hangupReason ??= "timeout";
    hangUpLeg(sprint, id, "timeout");
  }
}
