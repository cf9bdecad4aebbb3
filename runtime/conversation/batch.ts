import type { StepContext } from "../engine/context.js";

/** The session is one of many that were started at once, and this is its first sprint (goflow.md section 9). */
export function isBatchStart({ session, sprint }: StepContext): boolean {
  return sprint.input.type === "start" && session.trigger["batch"] === true;
}
