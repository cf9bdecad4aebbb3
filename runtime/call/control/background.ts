import type { Sprint } from "../../engine/sprint.js";
import type { Background, Call } from "../../session/call.js";
import { callEffect } from "../effect.js";

/** Lets a party hear music, or silence, in place of anybody. It hears one of them at a time. */
export function playBackground(sprint: Sprint, call: Call, id: string, background: Background): void {
  const leg = call.legs[id]!;
  if (leg.plays === background) return;
  leg.plays = background;
  callEffect(sprint, call, { type: background, leg: id });
}

/** Ends that; where something else is played, that goes on. */
export function stopBackground(sprint: Sprint, call: Call, id: string, background: Background): void {
  const leg = call.legs[id]!;
  if (leg.plays !== background) return;
  delete leg.plays;
  callEffect(sprint, call, { type: `${background}_stop`, leg: id });
}
