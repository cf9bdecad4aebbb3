import { isGivenId } from "../../call/nil-id.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { exitsOf } from "../../step.js";
import { findDocumented } from "../available.js";
import { noted, orderNote, without } from "../records.js";
import { Problems, type ReadOptions, type ReadResult } from "../result.js";
import { actionTypes } from "./catalogue.js";
import { convertIndexes, resolveTarget, targetExits } from "./targets.js";

const FLOW_KEYS = ["id", "name", "actions", "on_complete_flow_id"];
const ACTION_KEYS = ["id", "type", "option"];

/**
 * Reads a VoIPBIN flow, or a bare list of actions as `fetch` and inline `actions` bring it. Only the types are checked, as the
 * service does: wrong options show when the flow runs (voipbin-flow.md section 1.1).
 */
export function readVoipbin(document: unknown, options: ReadOptions): ReadResult {
  const flow = Array.isArray(document) ? { actions: document as Json[] } : document;
  if (!isJsonObject(flow)) {
    return {
      problems: [{ path: "flow", field: "", message: "must be an object with `actions`, or a list of actions" }],
    };
  }
  const name = typeof flow.name === "string" ? flow.name : "";
  const problems = Problems.of(`flow '${name}'`);
  const actions = readActions(flow.actions, problems, options);
  const ids = actions.map((action) => action.id);
  const nodes = actions.map((action, index) => readNode(action, index, ids, options));
  if (problems.list.length > 0) return { problems: problems.list };

  const rest = noted({
    flow: without(
      flow,
      FLOW_KEYS.filter((key) => (key === "name" ? name !== "" : key !== "on_complete_flow_id" || isGivenId(flow[key]))),
    ),
    actions: noted(Object.fromEntries(actions.map((action) => [action.id, action.note]))),
    order: orderNote(ids),
  });
  const program: Program = {
    id: isGivenId(flow.id) ? flow.id : options.ids.uuid(),
    name,
    type: "any",
    ...(isGivenId(flow.on_complete_flow_id) && { onComplete: flow.on_complete_flow_id }),
    start: ids.slice(0, 1),
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    source: { format: "voipbin", rest },
  };
  return { program, warnings: [] };
}

interface Action {
  readonly id: string;
  readonly type: string;
  readonly option: JsonObject;
  readonly next: Json | undefined;
  /** What the node cannot say: `next_id` as given, an empty `option`, keys that are not documented. */
  readonly note: JsonObject;
  readonly problems: Problems;
}

function readActions(actions: Json | undefined, problems: Problems, { ids }: ReadOptions): Action[] {
  if (!Array.isArray(actions)) {
    problems.add("actions", "must be a list of actions");
    return [];
  }
  const seen = new Set<string>();
  return actions.flatMap((action, index) => {
    const type = isJsonObject(action) && typeof action.type === "string" ? action.type : "";
    const place = problems.at(`action ${index + 1}${type === "" ? "" : ` (${type})`}`);
    if (!isJsonObject(action)) {
      place.add("", "must be an object with `type`");
      return [];
    }
    const option = action.option ?? {};
    if (!isJsonObject(option)) place.add("option", "must be an object");
    const id = isGivenId(action.id) ? action.id : ids.uuid();
    if (seen.has(id)) place.add("id", `'${id}' is the id of another action too`);
    seen.add(id);
    const settings = isJsonObject(option) ? given(option) : {};
    const plain = Object.keys(settings).length > 0 ? ACTION_KEYS : ACTION_KEYS.filter((key) => key !== "option");
    return [{ id, type, option: settings, next: action.next_id, note: without(action, plain), problems: place }];
  });
}

/** The options without those that are null: VoIPBIN writes an empty list so. */
function given(option: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(option).filter(([, value]) => value !== null));
}

function readNode(
  { id, type, option, next, problems }: Action,
  index: number,
  ids: readonly string[],
  { step: lookup }: ReadOptions,
): ProgramNode {
  const step = findDocumented(actionTypes, type, problems, lookup);
  const options = convertIndexes(type, option, ids, problems);
  const follower = naturalNext(next, index, ids);
  const wires = [...targetExits(type, options, ids), ...(follower === undefined ? [] : [["next", follower] as const])];
  const exits = step ? exitsOf(step, options).map((exit) => exit.id) : [];
  const leadsOut = isGivenId(next) && follower === undefined && exits.includes("next");
  return {
    id,
    step: `${actionTypes.family}-${type}`,
    options,
    exits: Object.fromEntries(wires.filter(([exit]) => exits.includes(exit)).map(([exit, target]) => [exit, [target]])),
    ...(leadsOut && { outward: { next } }),
  };
}

/** voipbin-flow.md section 2: `next_id` if given (undefined: this flow has no such action), else the next in the list. */
export function naturalNext(next: Json | undefined, index: number, ids: readonly string[]): string | undefined {
  return isGivenId(next) ? resolveTarget(next, ids) : ids[index + 1];
}
