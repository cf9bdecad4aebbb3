import type { CallLeg } from "../../session/call.js";

/** Who holds a party, where it is a program and no other party. */
export const PROGRAM = "api";

/** Whether a program, and no other party, has put it on hold. */
export function isHeldByProgram({ held }: CallLeg): boolean {
  return held?.by === PROGRAM;
}
