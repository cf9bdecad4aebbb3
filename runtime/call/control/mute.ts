import type { Sprint } from "../../engine/sprint.js";
import type { Call, MuteDirection } from "../../session/call.js";
import { callEffect } from "../effect.js";

/** Cuts a party off: from hearing others (`in`), from being heard (`out`), or both. What is cut off already stays so. */
export function mute(sprint: Sprint, call: Call, id: string, direction: MuteDirection): void {
  const leg = call.legs[id]!;
  const { muted } = leg;
  if (muted === "both" || muted === direction) return;
  leg.muted = muted === undefined ? direction : "both";
  callEffect(sprint, call, { type: "mute", leg: id, direction });
}

/** Takes that back, as far as it is so. */
export function unmute(sprint: Sprint, call: Call, id: string, direction: MuteDirection): void {
  const leg = call.legs[id]!;
  const { muted } = leg;
  if (muted === undefined || (muted !== "both" && direction !== "both" && muted !== direction)) return;
  if (muted === "both" && direction !== "both") leg.muted = direction === "in" ? "out" : "in";
  else delete leg.muted;
  callEffect(sprint, call, { type: "unmute", leg: id, direction });
}
