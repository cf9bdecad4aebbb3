import type { StepContext } from "../engine/context.js";
import type { Outcome } from "../step.js";

/**
 * Leaves by an exit if it is wired, else to the step that the document names (which then is in a flow further out).
 * `missing` says what is wrong if there is neither.
 */
export function exitOrTarget(
  step: StepContext,
  exit: string,
  target: string | undefined,
  missing = `${exit}: no target`,
): Outcome {
  if (step.flow.isWired(step.node, exit)) return step.exit(exit);
  return target ? step.jump(target) : step.fail(missing);
}
