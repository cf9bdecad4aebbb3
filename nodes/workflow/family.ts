import type { Family } from "../../runtime/engine/family.js";
import { complete, failed } from "../../runtime/workflow/completion.js";
import { javascriptOf } from "../../runtime/workflow/javascript.js";
import { isJsonObject, type Json, type JsonObject } from "../../runtime/json.js";
import { keepEarlyDigits } from "../../runtime/workflow/dtmf.js";
import { reportDigits } from "../../runtime/workflow/voice-call.js";

/** 8x8 Automation's steps. Rules: 8x8-automation.md. */
export const workflowFamily: Family = {
  name: "workflow",
  label: "workflow",
  colour: "#f4c790",
  icon: "fa-cogs",

  /** Inputs are evaluated anew at each visit; what the step needs of them later, it keeps in its wait. */
  before(step, _definition, options, phase) {
    if (phase === "resume" || step.afterCall) return { options };
    step.emit({ type: "workflow_step_started", step: step.node.id });
    const { data } = step.session;
    const evaluated = javascriptOf(step.services()).evaluate(options["inputs"] ?? {}, { data, step: {} });
    if (!evaluated.ok) return { outcome: failed(step, evaluated.error) };
    return { options: { ...options, inputs: withoutNulls(evaluated.value) } };
  },

  after(step, _definition, options, outcome) {
    return outcome.kind === "exit" ? complete(step, options, outcome) : outcome;
  },

  tooManySteps: (limit) => `more than ${limit} steps without a wait`,

  received(sprint, input) {
    return keepEarlyDigits(sprint, input);
  },

  ended: reportDigits,
};

/** An input that is null is left out of what is sent (8x8-automation.md D3). */
function withoutNulls(inputs: Json): JsonObject {
  if (!isJsonObject(inputs)) return {};
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}
