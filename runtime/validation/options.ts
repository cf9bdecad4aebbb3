import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { JsonObject } from "../json.js";
import type { FlowType, Program } from "../program.js";
import { stepId, type AnyStep, type StepProblem } from "../step.js";
import { findStep } from "../steps.js";
import type { Schema } from "./schema.js";
import { pathTitle } from "./title.js";
import { violations } from "./violations.js";

// The schemas carry the editor's `x-...` keywords, which ajv's strict mode would refuse.
const ajv = addFormats.default(new Ajv({ allErrors: true, strictSchema: false, allowUnionTypes: true }));

const compiled = new WeakMap<AnyStep, ValidateFunction>();

/** Schemas are compiled when a step is first used: most flows use few of them. */
function validatorOf(step: AnyStep): ValidateFunction {
  const known = compiled.get(step);
  if (known) return known;
  const validate = ajv.compile(step.options);
  compiled.set(step, validate);
  return validate;
}

/**
 * What is wrong with a step's options, in words for the flow's author: `Text (options/text): must be text, is a number`. The
 * step's own `check` is asked once the options fit the schema.
 */
export function validateOptions(step: AnyStep, options: JsonObject): readonly StepProblem[] {
  const validate = validatorOf(step);
  if (!validate(options)) return schemaProblems(step.options, options, validate.errors ?? []);
  return (step.check?.(options) ?? []).map(({ field, message }) => problem(step.options, field.split("/"), message));
}

function schemaProblems(schema: Schema, options: JsonObject, errors: readonly ErrorObject[]): readonly StepProblem[] {
  const explained = violations(schema, options);
  if (explained.length > 0) return explained.map(({ path, text }) => problem(schema, path, text));
  return errors.map((error) => problem(schema, error.instancePath.split("/").slice(1), error.message ?? error.keyword));
}

function problem(schema: Schema, path: readonly string[], text: string): StepProblem {
  const field = path.join("/");
  return { field, message: field === "" ? text : `${pathTitle(schema, path)} (options/${field}): ${text}` };
}

/** A flow as far as its validity goes; both a Program and a tab can be seen so. */
export interface FlowToCheck {
  readonly name: string;
  readonly type: FlowType;
  readonly nodes: readonly NodeToCheck[];
}

export interface NodeToCheck {
  readonly id: string;
  readonly name?: string;
  /** Type id of the step. */
  readonly step: string;
  readonly options: JsonObject;
}

/** What is wrong with a node of a flow. */
export interface FlowProblem extends StepProblem {
  /** Id of the node in its flow. */
  readonly node: string;
  /** The message without its place. */
  readonly reason: string;
}

/**
 * What is wrong with the steps of a flow: steps that there are not, steps that the flow's type does not allow, and options.
 * Each message names flow, node and field.
 */
export function flowProblems(
  flow: FlowToCheck,
  find: (id: string) => AnyStep | undefined = findStep,
): readonly FlowProblem[] {
  return flow.nodes.flatMap((node) => {
    const where = `flow '${flow.name}', node ${node.name ? `'${node.name}'` : node.id} (${node.step})`;
    return nodeProblems(flow.type, node, find(node.step)).map(({ field, message }) => ({
      node: node.id,
      field,
      reason: message,
      message: field === "" ? `${where}: ${message}` : `${where}, ${message}`,
    }));
  });
}

/** What is wrong with the steps of a Program. */
export function programProblems(
  { name, type, nodes }: Program,
  find?: (id: string) => AnyStep | undefined,
): readonly FlowProblem[] {
  return flowProblems({ name, type, nodes: Object.values(nodes) }, find);
}

function nodeProblems(flowType: FlowType, node: NodeToCheck, step: AnyStep | undefined): readonly StepProblem[] {
  if (!step) return [{ field: "", message: `there is no step '${node.step}'` }];
  const misplaced = flowTypeProblem(flowType, step);
  return [...(misplaced ? [misplaced] : []), ...validateOptions(step, node.options)];
}

/** A flow of type `any` mixes what it likes. */
function flowTypeProblem(flowType: FlowType, step: AnyStep): StepProblem | undefined {
  const allowed = step.requires?.flowTypes;
  if (!allowed || flowType === "any" || allowed.includes(flowType)) return undefined;
  return { field: "", message: `a flow of type ${flowType} may not hold ${stepId(step)}; ${allowed.join(", ")} may` };
}
