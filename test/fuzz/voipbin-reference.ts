import { FINISH_ID, isGivenId } from "../../runtime/formats/voipbin/index.js";
import type { CursorEntry } from "../../runtime/testing/call/scenario.js";

/*
 * VoIPBIN's engine in the words of voipbin-flow.md section 2, written apart from ours and as simple as can be: a cursor over
 * stacks of actions. It knows the actions that need no call and no time.
 */

/** An action of the kinds that the reference knows, with all its options. */
export type Action = { readonly id: string; readonly next_id?: string } & (
  | { readonly type: "variable_set"; readonly option: { readonly key: string; readonly value: string } }
  | { readonly type: "branch"; readonly option: Branch }
  | { readonly type: "goto"; readonly option: { readonly target_id: string; readonly loop_count: number } }
  | { readonly type: "condition_variable"; readonly option: Condition }
  | { readonly type: "fetch_flow"; readonly option: { readonly flow_id: string } }
  | { readonly type: "stop" }
);

interface Branch {
  readonly variable: string;
  readonly target_ids: Readonly<Record<string, string>>;
  readonly default_target_id: string;
}

interface Condition {
  readonly variable: string;
  readonly condition: "==";
  readonly value_type: "string";
  readonly value_string: string;
  readonly false_target_id: string;
}

/** What a flow does. */
export interface Outcome {
  readonly cursor: readonly CursorEntry[];
  readonly variables: Readonly<Record<string, string>>;
  readonly end: "finish" | "error";
}

/** A list of actions that is gone through, and where the cursor goes on behind it. */
interface Stack {
  readonly actions: readonly Action[];
  readonly back?: Place;
  /** Jumps that are left, by the position of the goto. */
  readonly jumps: Map<number, number>;
}

interface Place {
  readonly stack: Stack;
  readonly index: number;
}

/** Steps that a flow may take, its end among them (section 2, limits). */
const MOST_ADVANCES = 101;

/** Runs the first flow; the others can be fetched by their ids. */
export function runReference(flows: Readonly<Record<string, readonly Action[]>>, first: string): Outcome {
  const variables: Record<string, string> = {};
  const cursor: CursorEntry[] = [];
  const text = (given: string): string => given.replace(/\$\{(\w+)\}/g, (_, name: string) => variables[name] ?? "");

  /** Where the action leads; `finish`, or `error`. */
  function execute(place: Place): Place | "finish" | "error" {
    const { stack, index } = place;
    const action = stack.actions[index]!;
    const jump = (target: string): Place | "error" => find(stack, target) ?? "error";
    switch (action.type) {
      case "variable_set":
        variables[action.option.key] = text(action.option.value);
        return successor(place);
      case "branch": {
        const { variable, target_ids, default_target_id } = action.option;
        const value = variables[variable] ?? "";
        variables[variable] = "";
        return jump(target_ids[value] ?? default_target_id);
      }
      case "goto": {
        const left = stack.jumps.get(index) ?? action.option.loop_count;
        if (left <= 0) return successor(place);
        stack.jumps.set(index, left - 1);
        return jump(action.option.target_id);
      }
      case "condition_variable": {
        const { variable, value_string, false_target_id } = action.option;
        return text(variable) === text(value_string) ? successor(place) : jump(false_target_id);
      }
      case "fetch_flow": {
        const actions = flows[action.option.flow_id];
        if (!actions) return "error";
        return actions.length === 0 ? successor(place) : start(actions, place);
      }
      case "stop":
        return "finish";
    }
  }

  let next: Place | "finish" | "error" = start(flows[first]!);
  for (let advances = 0; next !== "error" && advances < MOST_ADVANCES; advances++) {
    if (next === "finish") return { cursor: [...cursor, { id: FINISH_ID, type: "finish" }], variables, end: "finish" };
    const { id, type } = next.stack.actions[next.index]!;
    cursor.push({ id, type });
    next = execute(next);
  }
  return { cursor, variables, end: "error" };
}

function start(actions: readonly Action[], back?: Place): Place {
  return { stack: { actions, jumps: new Map(), ...(back && { back }) }, index: 0 };
}

/** In this stack, or in the nearest of those further out. */
function find(stack: Stack | undefined, id: string): Place | undefined {
  if (!stack) return undefined;
  const index = stack.actions.findIndex((action) => action.id === id);
  return index >= 0 ? { stack, index } : find(stack.back?.stack, id);
}

function successor({ stack, index }: Place): Place | "finish" {
  const { next_id } = stack.actions[index]!;
  if (isGivenId(next_id)) return find(stack, next_id) ?? "finish";
  if (index + 1 < stack.actions.length) return { stack, index: index + 1 };
  return stack.back ? successor(stack.back) : "finish";
}
