import type { StepContext } from "../engine/context.js";
import { evaluateOperand, evaluateTemplate, type XObject, type XValue } from "../expressions/excellent/index.js";
import { rootContext } from "./context/root.js";
import { conversationOf } from "./conversation.js";
import { localize, preferredLanguages, type Localized } from "./localization.js";

const contexts = new WeakMap<StepContext, XObject>();

/** What `@...` can name at this step. */
export function contextOf(step: StepContext): XObject {
  let context = contexts.get(step);
  if (!context) contexts.set(step, (context = rootContext(step)));
  return context;
}

/** Things that expressions see have changed (a result was saved). */
export function contextChanged(step: StepContext): void {
  contexts.delete(step);
}

export interface EvaluateOptions {
  /** The text may be longer than the limit of templates. */
  readonly unlimited?: boolean;
  /** Applied to the text of each expression. */
  readonly escape?: (text: string) => string;
  /** No error events. */
  readonly silent?: boolean;
}

/** A template's text; what could not be evaluated is told by error events and left out. `ok` is false then. */
export function evaluateText(
  step: StepContext,
  template: string,
  options: EvaluateOptions = {},
): { text: string; ok: boolean } {
  const { environment } = conversationOf(step.sprint);
  const { maxTemplateCharacters } = step.sprint.options.limits;
  const { text, errors } = evaluateTemplate(template, contextOf(step), environment, {
    ...(!options.unlimited && { maxCharacters: maxTemplateCharacters }),
    ...(options.escape && { escape: options.escape }),
  });
  if (errors.length > 0 && !options.silent) step.error(errors.join(", "));
  return { text, ok: errors.length === 0 };
}

/** A template's typed value. Errors of routing are told to the run only (goflow.md section 4). */
export function evaluateValue(step: StepContext, template: string): XValue {
  const { value, errors } = evaluateOperand(template, contextOf(step), conversationOf(step.sprint).environment);
  if (errors.length > 0) step.error(errors.join(", "), "run");
  return value;
}

/** Texts of the step in the contact's language, or in the first of the languages given that has them. */
export function localizedTexts(
  step: StepContext,
  property: string,
  native: readonly string[],
  { item = step.node.id, languages = contactLanguages(step) }: { item?: string; languages?: readonly string[] } = {},
): Localized {
  return localize(step.flow, languages, item, property, native);
}

/** A single text in the contact's language. */
export function localizedText(step: StepContext, property: string, native: string): { text: string; language: string } {
  const { texts, language } = localizedTexts(step, property, [native]);
  return { text: texts[0] ?? native, language };
}

function contactLanguages(step: StepContext): readonly string[] {
  return preferredLanguages(conversationOf(step.sprint).environment, step.flow);
}
