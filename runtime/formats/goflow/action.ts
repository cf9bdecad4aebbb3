import { Value } from "typebox/value";
import type { JsonObject } from "../../json.js";
import type { FlowType } from "../../program.js";
import type { AnyStep, StepProblem } from "../../step.js";
import { validateOptions } from "../../validation/options.js";
import { isMissing } from "./fields.js";

/** What keeps an action from being read: a field that is required, or one of the wrong kind. GoFlow's words, where it has some. */
export function unreadableAction(step: AnyStep, options: JsonObject): readonly StepProblem[] {
  const { required = [], properties } = step.options as {
    required?: readonly string[];
    properties: Record<string, object>;
  };
  const missing = required.filter(
    (field) => isMissing(options[field]) && !acceptsEmpty(properties[field], options[field]),
  );
  if (missing.length > 0) return missing.map((field) => ({ field, message: `field '${field}' is required` }));
  return Value.Check(step.options, options) ? [] : validateOptions(step, options);
}

function acceptsEmpty(schema: object | undefined, value: unknown): boolean {
  return schema !== undefined && value !== undefined && Value.Check(schema, value);
}

/** What is wrong with an action that could be read: it does not belong into such a flow, or its own check says so. */
export function invalidAction(
  { uuid, type, step, options }: { uuid: string; type: string; step: AnyStep; options: JsonObject },
  flowType: FlowType,
): readonly StepProblem[] {
  const allowed = step.requires?.flowTypes;
  if (allowed && !allowed.includes(flowType)) {
    return [{ field: "type", message: `action type '${type}' is not allowed in a flow of type '${flowType}'` }];
  }
  return (step.check?.(options) ?? []).map(({ field, message }) => ({
    field,
    message: `invalid action[uuid=${uuid}, type=${type}]: ${message}`,
  }));
}
