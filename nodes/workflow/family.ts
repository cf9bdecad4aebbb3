import type { Family } from "../../runtime/engine/family.js";
import { complete, failed } from "../../runtime/workflow/completion.js";
import { javascriptOf } from "../../runtime/workflow/javascript.js";
import { isJsonObject, type Json, type JsonObject } from "../../runtime/json.js";
import { keepEarlyDigits } from "../../runtime/workflow/dtmf.js";

/** 8x8 Automation's steps. Rules: 8x8-automation.md. */
export const workflowFamily: Family = {
  name: "workflow",
  label: "workflow",
  colour: "#f4c790",
  icon: "fa-cogs",

  /** Inputs are evaluated anew at each visit; what the step needs of them later, it keeps in its wait. */
  before(step, _definition, options, phase) {
    if (phase === "resume") return { options };
    step.emit({ type: "workflow_step_started", step: step.node.id });
    const { data } = step.session;
    const evaluated = javascriptOf(step.services()).evaluate(options["inputs"] ?? {}, { data, step: {} });
    if (!evaluated.ok) return { outcome: failed(step, evaluated.error) };
    return { options: { ...options, inputs: withoutNulls(evaluated.value) } };
  },

  after(step, _definition, options, outcome) {
    if (outcome.kind === "exit") return complete(step, options, outcome);
    if (outcome.kind !== "call") return outcome;
    // The steps of an If run once it is complete itself; then the token leaves where that has led.
    const completed = complete(step, options, { kind: "exit", exits: ["next"] });
    if (completed.kind !== "exit") return completed;
    const [exit] = completed.exits;
    return { ...outcome, ...(exit !== undefined && { exit }) };
  },

  tooManySteps: (limit) => `more than ${limit} steps without a wait`,

  received(sprint, input) {
    return keepEarlyDigits(sprint, input);
  },
};

/** An input that is null is left out of what is sent (8x8-automation.md D3). */
function withoutNulls(inputs: Json): JsonObject {
  if (!isJsonObject(inputs)) return {};
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}
