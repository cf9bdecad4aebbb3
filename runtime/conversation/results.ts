import type { StepContext } from "../engine/context.js";
import { snakify } from "../expressions/excellent/index.js";
import type { Json } from "../json.js";
import { conversationOf } from "./conversation.js";
import { noteForWebhook } from "./saved-webhook.js";
import { contextChanged } from "./templates.js";
import { timeText } from "../contacts/times.js";
import { truncate } from "../contacts/modifiers/modifier.js";

/** A result as a step gives it. */
export interface NewResult {
  readonly name: string;
  readonly value: string;
  readonly category?: string;
  /** The category in the contact's language; "" where that is the native name. */
  readonly categoryLocalized?: string;
  readonly input?: string;
  readonly extra?: Json;
}

/** Saves a result of the run and records it (goflow.md section 12). */
export function saveResult(step: StepContext, result: NewResult): void {
  const { environment } = conversationOf(step.sprint);
  const { name, category = "", categoryLocalized = "", input = "", extra } = result;
  const value = truncate(result.value, environment.maxValueLength);
  const key = snakify(name);
  // Behind the others, also where it was saved before: results stand in the order of time.
  delete step.run.results[key];
  step.run.results[key] = {
    name,
    value,
    ...(category && { category }),
    ...(categoryLocalized && { category_localized: categoryLocalized }),
    node_uuid: step.node.block ?? step.node.id,
    ...(input && { input }),
    ...(extra !== undefined && { extra }),
    created_on: timeText(step.now()),
  };
  noteForWebhook(step, extra === undefined ? {} : { extra });
  step.run.modifiedAt = step.now();
  contextChanged(step);
  step.emit({
    type: "run_result_changed",
    name,
    value,
    category,
    ...(categoryLocalized && { category_localized: categoryLocalized }),
    ...(input && { input }),
    ...(extra !== undefined && { extra }),
  });
}
