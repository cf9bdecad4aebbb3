import type { StepContext } from "../engine/context.js";
import type { Json } from "../json.js";

/**
 * Notes that a path step has called a webhook, or has saved a result: GoFlow finds `@webhook` again after a wait as the extra of
 * the first result of the last step that called one, if that result has any.
 */
export function noteForWebhook(step: StepContext, happened: "called" | { readonly extra?: Json }): void {
  if (step.sprint.options.limits.webhookAfterWait !== "saved" || !step.pathStep) return;
  const { id } = step.pathStep;
  const before = step.run.savedWebhook;
  const kept = before?.extra === undefined ? {} : { extra: before.extra };
  const here = before?.step === id ? before : { step: id, called: false, ...kept };
  const called = here.called || happened === "called";
  const result = here.result ?? (happened === "called" ? undefined : happened);
  const extra = called && result?.extra !== undefined ? { extra: result.extra } : kept;
  step.run.savedWebhook = { step: id, called, ...(result && { result }), ...extra };
}
