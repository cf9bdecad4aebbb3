import type { Sprint } from "../../engine/sprint.js";
import type { Call } from "../../session/call.js";
import { callEffect } from "../effect.js";
import { hearsInstead } from "./hearing.js";
import { isHeldByProgram, PROGRAM } from "./program.js";

/** Puts a party on hold: it stays connected, but hears nobody, and nobody hears it. Music is a wish of its own (`background.ts`). */
export function hold(sprint: Sprint, call: Call, id: string): void {
  const leg = call.legs[id]!;
  if (leg.held) return;
  leg.held = { by: PROGRAM };
  callEffect(sprint, call, { type: "hold", leg: id, by: PROGRAM, hears: hearsInstead(leg) });
}

/** Takes it back, if it is a program that holds it. */
export function unhold(sprint: Sprint, call: Call, id: string): void {
  const leg = call.legs[id]!;
  if (!isHeldByProgram(leg)) return;
  delete leg.held;
  callEffect(sprint, call, { type: "unhold", leg: id, by: PROGRAM });
}
