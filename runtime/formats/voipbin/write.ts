import { NIL_ID } from "../../call/nil-id.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { exitsOf } from "../../step.js";
import { findStep } from "../../steps.js";
import { stepsOf } from "../entries.js";
import { inOrder, own, without } from "../records.js";
import { Problems, type WriteOptions, type WriteResult } from "../result.js";
import { onlyStart, onlyTarget } from "../single-path.js";
import { actionTypes, FINISH_ID } from "./catalogue.js";
import { naturalNext } from "./read.js";
import { writeTargets } from "./targets.js";

/** Writes a flow of call steps as a VoIPBIN flow. `next_id` is given only where the flow leaves the order of the list. */
export function writeVoipbin(program: Program, { step = findStep }: WriteOptions = {}): WriteResult<JsonObject> {
  const problems = Problems.of(`flow '${program.name}'`);
  const rest = program.source?.format === "voipbin" && isJsonObject(program.source.rest) ? program.source.rest : {};
  const notes = isJsonObject(rest.actions) ? rest.actions : {};
  const start = onlyStart(program, problems);
  const nodes = stepsOf(program);
  const ordered = inOrder(nodes, rest.order);
  const ids = start === undefined ? ordered : [start, ...ordered.filter((id) => id !== start)];

  const actions = ids.flatMap((id, index) => {
    const node = own(nodes, id);
    if (!node) return [];
    const place = problems.at(`node '${node.name ?? id}' (${node.step})`);
    const type = node.step.slice(actionTypes.family.length + 1);
    if (node.step !== `${actionTypes.family}-${type}` || !actionTypes.types.includes(type)) {
      place.add("", "VoIPBIN has no such action");
      return [];
    }
    const note = own(notes, id);
    const definition = step(node.step);
    const hasNext = !definition || exitsOf(definition, node.options).some((exit) => exit.id === "next");
    return [writeAction(node, type, index, ids, isJsonObject(note) ? note : {}, hasNext, place)];
  });
  if (problems.list.length > 0) return { problems: problems.list };
  const { name, onComplete } = program;
  return {
    document: {
      ...(isJsonObject(rest.flow) && rest.flow),
      id: program.id,
      ...(name !== "" && { name }),
      actions,
      ...(onComplete !== undefined && { on_complete_flow_id: onComplete }),
    },
  };
}

function writeAction(
  node: ProgramNode,
  type: string,
  index: number,
  ids: readonly string[],
  note: JsonObject,
  hasNext: boolean,
  problems: Problems,
): JsonObject {
  const wired = (exit: string) => onlyTarget(node, exit, problems);
  const option = writeTargets(type, node.options, wired, ids);
  const next = hasNext ? nextId(wired("next"), node.outward?.next ?? note.next_id, index, ids) : note.next_id;
  return {
    ...without(note, ["next_id", "option"]),
    id: node.id,
    ...(next !== undefined && { next_id: next }),
    type,
    ...(Object.keys(option).length > 0 ? { option } : note.option !== undefined && { option: note.option }),
  };
}

/** The `next_id` that leads to `target`: the one given in the source document if it still does, none where the order says it. */
function nextId(
  target: string | undefined,
  given: Json | undefined,
  index: number,
  ids: readonly string[],
): Json | undefined {
  if (naturalNext(given, index, ids) === target) return given;
  if (naturalNext(NIL_ID, index, ids) === target) return undefined;
  return target ?? FINISH_ID;
}
