import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { isEmptyObject, without } from "../records.js";
import type { Problems } from "../result.js";
import { canonicalType } from "./catalogue.js";

/** A step of a definition, apart from what leads to it. */
export interface DefinitionStep {
  readonly id: string;
  readonly type: string;
  /** Inputs, outputs, selectNextStep and do: what the step itself works with. */
  readonly options: JsonObject;
  readonly nextStepId: string | undefined;
  /** What the options do not say: empty fields, keys that are not documented. */
  readonly note: JsonObject;
}

const OPTIONS = ["inputs", "outputs", "selectNextStep"] as const;

/** Reads one step. What is wrong with its form goes to the problems; then there is no step. */
export function readStep(step: JsonObject, problems: Problems): DefinitionStep | undefined {
  const before = problems.list.length;
  const { id, stepType, nextStepId } = step;
  if (typeof id !== "string" || id === "") problems.add("id", "Step id is required, and must be a text.");
  if (typeof stepType !== "string" || stepType === "")
    problems.add("stepType", "Step type is required, and must be a text.");
  if (!isEmpty(nextStepId) && typeof nextStepId !== "string")
    problems.add("nextStepId", "nextStepId must be the id of a step.");
  for (const name of OPTIONS) {
    if (!isEmpty(step[name]) && !isJsonObject(step[name])) problems.add(name, `${name} must be an object.`);
  }
  if (!isEmpty(nextStepId) && !isEmpty(step.selectNextStep)) {
    problems.add("selectNextStep", "nextStepId and selectNextStep exclude each other; leave one of them out.");
  }
  if (!isDo(step.do)) problems.add("do", "do must be a list of lists of steps.");
  if (problems.list.length > before || typeof id !== "string" || typeof stepType !== "string") return undefined;
  const nulls = nullsOf(step.inputs);
  const others = othersOf(step.outputs);
  const options = {
    ...filled("inputs", isJsonObject(step.inputs) ? without(step.inputs, Object.keys(nulls)) : undefined),
    ...filled("outputs", isJsonObject(step.outputs) ? without(step.outputs, Object.keys(others)) : undefined),
    ...filled("selectNextStep", conditionsOf(step.selectNextStep)),
    ...filled("do", step.do),
  };
  const read = ["id", "stepType", ...Object.keys(options), ...(isEmpty(nextStepId) ? [] : ["nextStepId"])];
  return {
    id,
    type: canonicalType(stepType),
    options,
    nextStepId: typeof nextStepId === "string" && nextStepId !== "" ? nextStepId : undefined,
    note: {
      ...without(step, read),
      ...("inputs" in options && filled("inputs", nulls)),
      ...("outputs" in options && filled("outputs", others)),
    },
  };
}

/** 8x8-automation.md D9: null, "" and {} count as absent; exports have them on every step. */
function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    isEmptyObject(value) ||
    (Array.isArray(value) && value.length === 0)
  );
}

function filled(name: string, value: Json | undefined): JsonObject {
  return isEmpty(value) ? {} : { [name]: value };
}

/** An input that is null is none. */
function nullsOf(inputs: Json | undefined): JsonObject {
  if (!isJsonObject(inputs)) return {};
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value === null));
}

/** An output that is no text has no script, and so is none (8x8-automation.md D6). */
function othersOf(outputs: Json | undefined): JsonObject {
  if (!isJsonObject(outputs)) return {};
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => typeof value !== "string"));
}

/** 8x8-automation.md D2: true and false are conditions too; the options hold texts. */
function conditionsOf(conditions: Json | undefined): Json | undefined {
  if (!isJsonObject(conditions)) return conditions;
  return Object.fromEntries(
    Object.entries(conditions).map(([target, condition]) => [
      target,
      typeof condition === "boolean" ? String(condition) : condition,
    ]),
  );
}

function isDo(value: Json | undefined): boolean {
  return (
    isEmpty(value) || (Array.isArray(value) && value.every((list) => Array.isArray(list) && list.every(isJsonObject)))
  );
}
