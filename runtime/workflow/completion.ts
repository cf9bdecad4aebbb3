import type { StepContext } from "../engine/context.js";
import { holder } from "../engine/outward.js";
import { hasScript } from "../expressions/javascript/index.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Outcome } from "../step.js";
import { javascriptOf } from "./javascript.js";

/** The exit by which a step says that what it waited for did not come. */
export const TIMED_OUT = "timeout";

/** A step's outcome as its own code gives it: `next`, or that it timed out, with what expressions see as `step`. */
export type StepExit = Extract<Outcome, { kind: "exit" }>;

/**
 * What every step does when it is through: outputs are written into `data`, then it is decided where to go
 * (8x8-automation.md section 13, `complete`).
 */
export function complete(step: StepContext, options: JsonObject, { exits, payload = {} }: StepExit): Outcome {
  const timedOut = exits.includes(TIMED_OUT);
  const written = writeOutputs(step, options["outputs"], payload, timedOut);
  if (written) return failed(step, written.error);
  const next = selectNext(step, options["selectNextStep"], payload);
  if ("error" in next) return failed(step, next.error);
  step.emit({ type: "workflow_step_completed", step: step.node.id, status: timedOut ? "Cancelled" : "Complete" });
  const outside = targetOutside(step, options, next.exits);
  return outside === undefined ? { kind: "exit", exits: next.exits, payload } : step.jump(outside);
}

/** A step inside an `If` may lead to one further out: its own list does not have that, so no exit leads there (D8). */
function targetOutside(step: StepContext, options: JsonObject, exits: readonly string[]): string | undefined {
  const [exit, ...others] = exits;
  if (exit === undefined || others.length > 0 || step.flow.isWired(step.node, exit)) return undefined;
  const target = exit === "next" ? options["nextStepId"] : exit;
  if (typeof target !== "string") return undefined;
  const run = holder(step.sprint, step.run, target);
  return run && run !== step.run ? target : undefined;
}

/** The step fails, and the instance with it: one error entry (8x8-automation.md D1, D12). */
export function failed(step: StepContext, message: string): Outcome {
  step.emit({ type: "workflow_step_completed", step: step.node.id, status: "Failed" });
  return step.fail(message);
}

/** All values are evaluated on the data as it was, then written. After a timeout an output that fails is null (D1). */
function writeOutputs(
  step: StepContext,
  outputs: Json | undefined,
  payload: Json,
  timedOut: boolean,
): { error: string } | undefined {
  if (!isJsonObject(outputs)) return undefined;
  const scope = javascriptOf(step.services()).open({ data: step.session.data, step: payload });
  const values: [string, Json][] = [];
  for (const [name, script = null] of Object.entries(outputs)) {
    if (typeof script !== "string" || !hasScript(script)) continue;
    const evaluated = scope.evaluate(script);
    if (!evaluated.ok && !timedOut) return { error: evaluated.error };
    values.push([name, evaluated.ok ? evaluated.value : null]);
  }
  for (const [name, value] of values) {
    // As an own property, whatever its name is: `__proto__` is a name like any other.
    Object.defineProperty(step.session.data, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return undefined;
}

/** Every target whose condition is true; else those without a condition (8x8-automation.md section 5). */
function selectNext(
  step: StepContext,
  conditions: Json | undefined,
  payload: Json,
): { exits: readonly string[] } | { error: string } {
  if (!isJsonObject(conditions) || Object.keys(conditions).length === 0) return { exits: ["next"] };
  const scope = javascriptOf(step.services()).open({ data: step.session.data, step: payload });
  const chosen: string[] = [];
  for (const [target, condition = null] of Object.entries(conditions)) {
    if (condition === null) continue;
    const evaluated = scope.condition(condition);
    if (!evaluated.ok) return { error: evaluated.error };
    if (evaluated.value) chosen.push(target);
  }
  const defaults = Object.keys(conditions).filter((target) => conditions[target] === null);
  return { exits: chosen.length > 0 ? chosen : defaults };
}
