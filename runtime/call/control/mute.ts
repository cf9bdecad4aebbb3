import type { Sprint } from "../../engine/sprint.js";
import type { Call, CallLeg, MuteDirection } from "../../session/call.js";
import { callEffect } from "../effect.js";

/** Cuts a party off: from hearing others (`in`), from being heard (`out`), or both. What is cut off already stays so. */
export function mute(sprint: Sprint, call: Call, id: string, direction: MuteDirection): void {
  const leg = call.legs[id]!;
  const { muted } = leg;
  if (muted === "both" || muted === direction) return;
  leg.muted = withMute(muted, direction);
  callEffect(sprint, call, { type: "mute", leg: id, direction });
}

/** Takes that back, as far as it is so. */
export function unmute(sprint: Sprint, call: Call, id: string, direction: MuteDirection): void {
  const leg = call.legs[id]!;
  const { muted } = leg;
  if (muted === undefined || (muted !== "both" && direction !== "both" && muted !== direction)) return;
  takeMuteBack(leg, direction);
  callEffect(sprint, call, { type: "unmute", leg: id, direction });
}

/** Notes that this is not cut off any more. */
export function takeMuteBack(leg: CallLeg, direction: MuteDirection): void {
  const left = withoutMute(leg.muted, direction);
  if (left) leg.muted = left;
  else delete leg.muted;
}

/** What is cut off once this is too. */
export function withMute(muted: MuteDirection | undefined, direction: MuteDirection): MuteDirection {
  return muted === undefined || muted === direction ? direction : "both";
}

/** What is cut off once this is no more. */
export function withoutMute(muted: MuteDirection | undefined, direction: MuteDirection): MuteDirection | undefined {
  if (direction === "both" || muted === direction) return undefined;
  return muted === "both" ? (direction === "in" ? "out" : "in") : muted;
}
