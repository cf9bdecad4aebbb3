import type { CallLeg } from "../../session/call.js";
import { isHeldByProgram } from "./program.js";

/** What a leg hears in place of those whom it is connected to; undefined: it hears them. A program's wish goes first. */
export function hearsInstead(leg: CallLeg): CallLeg["hears"] {
  return leg.plays ?? (isHeldByProgram(leg) ? "silence" : leg.hears);
}

/** Whether a program lets it hear nobody. */
export function isDeaf({ muted }: Pick<CallLeg, "muted">): boolean {
  return muted === "in" || muted === "both";
}

/** Whether a program lets nobody hear it. */
export function isMute({ muted }: Pick<CallLeg, "muted">): boolean {
  return muted === "out" || muted === "both";
}
