import { NIL_ID } from "../../call/nil-id.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { own, without } from "../records.js";
import type { Problems } from "../result.js";
import { START_ID } from "./catalogue.js";

/** An option that names the action an exit leads to. */
interface TargetOption {
  readonly exit: string;
  readonly option: string;
  /** Position in the array of actions, from 0: an early form (voipbin-flow.md section 4, branch; DESIGN, call family, decision 15). */
  readonly index: string;
}

const conditionTarget: TargetOption = { exit: "false", option: "false_target_id", index: "false_target_index" };

const targetOptions: Readonly<Record<string, TargetOption>> = {
  branch: { exit: "default", option: "default_target_id", index: "default_index" },
  goto: { exit: "target", option: "target_id", index: "target_index" },
  condition_call_digits: conditionTarget,
  condition_call_status: conditionTarget,
  condition_datetime: conditionTarget,
  condition_variable: conditionTarget,
};

/** The exits of `branch`: `=` and the value. */
const branchTargets = { option: "target_ids", index: "target_indexes", exit: (value: string) => `=${value}` };

/** Finds the action of this flow that a target names; undefined: none here (a flow further out may have it). */
export function resolveTarget(target: unknown, actions: readonly string[]): string | undefined {
  if (target === START_ID) return actions[0];
  return typeof target === "string" && actions.includes(target) ? target : undefined;
}

/** The options with positions converted to ids. An id that is given too wins. */
export function convertIndexes(
  type: string,
  options: JsonObject,
  actions: readonly string[],
  problems: Problems,
): JsonObject {
  const single = own(targetOptions, type);
  let converted = options;
  if (single && options[single.index] !== undefined) {
    const id = actionAt(options[single.index], actions, `option/${single.index}`, problems);
    converted = { [single.option]: id, ...without(converted, [single.index]) };
  }
  const many = options[branchTargets.index];
  if (type === "branch" && isJsonObject(many)) {
    const ids = Object.entries(many).map(([value, index]): [string, Json] => [
      value,
      actionAt(index, actions, `option/${branchTargets.index}/${value}`, problems),
    ]);
    const given = options[branchTargets.option];
    const targets = Object.fromEntries([...ids, ...Object.entries(isJsonObject(given) ? given : {})]);
    converted = { ...without(converted, [branchTargets.index]), [branchTargets.option]: targets };
  }
  return converted;
}

function actionAt(index: Json | undefined, actions: readonly string[], field: string, problems: Problems): string {
  const id = typeof index === "number" ? actions[index] : undefined;
  if (id === undefined)
    problems.add(
      field,
      `there is no action at position ${JSON.stringify(index)}; they count from 0 to ${actions.length - 1}`,
    );
  return id ?? NIL_ID;
}

/** The exits that the options wire to actions of this flow. */
export function targetExits(
  type: string,
  options: JsonObject,
  actions: readonly string[],
): [exit: string, action: string][] {
  return namedTargets(type, options).flatMap(([exit, target]) => {
    const action = resolveTarget(target, actions);
    return action === undefined ? [] : [[exit, action]];
  });
}

function namedTargets(type: string, options: JsonObject): [exit: string, target: Json | undefined][] {
  const single = own(targetOptions, type);
  const targets = options[branchTargets.option];
  return [
    ...(type === "branch" && isJsonObject(targets)
      ? Object.entries(targets).map(([value, target]): [string, Json | undefined] => [
          branchTargets.exit(value),
          target,
        ])
      : []),
    ...(single ? [[single.exit, options[single.option]] as [string, Json | undefined]] : []),
  ];
}

/** The options with the targets that the wires say. What names an action of another flow stays. */
export function writeTargets(
  type: string,
  options: JsonObject,
  wired: (exit: string) => string | undefined,
  actions: readonly string[],
): JsonObject {
  const single = own(targetOptions, type);
  if (!single) return options;
  const written = (exit: string, target: Json | undefined): Json | undefined => {
    const here = resolveTarget(target, actions);
    const wire = wired(exit);
    return here === wire ? target : wire;
  };
  const target = written(single.exit, options[single.option]);
  const targets = options[branchTargets.option];
  return {
    ...without(options, [single.option]),
    ...(type === "branch" &&
      isJsonObject(targets) && {
        [branchTargets.option]: Object.fromEntries(
          Object.entries(targets).map(([value, target]) => [
            value,
            written(branchTargets.exit(value), target) ?? NIL_ID,
          ]),
        ),
      }),
    ...(target !== undefined && { [single.option]: target }),
  };
}
