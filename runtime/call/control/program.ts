import type { CallLeg } from "../../session/call.js";

/** Who holds a party, where it is a program and no other party. */
export const PROGRAM = "api";

export function isHeldByProgram({ held }: CallLeg): boolean {
  return held?.by === PROGRAM;
}
