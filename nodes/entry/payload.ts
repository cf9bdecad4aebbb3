import type { StepContext } from "../../runtime/engine/context.js";
import type { Outcome } from "../../runtime/step.js";

/** Every entry lets its token out at once. `msg.payload` is the text that started the session, or what its starter brought. */
export function begin(step: StepContext): Outcome {
  const { input } = step.sprint;
  const started = input.type === "start" ? input : undefined;
  if (started?.properties) return step.exit("next");
  return step.exit("next", started?.message?.text ?? started?.trigger.params);
}
