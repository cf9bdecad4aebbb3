import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { own, without } from "../records.js";
import type { Problems } from "../result.js";
import { onlyTarget } from "../single-path.js";
import { derivedUuid, isUuid4 } from "../uuids.js";
import { isRouter, type Block } from "./blocks.js";
import { actionTypes, PLAIN_NODE } from "./catalogue.js";
import { writeExits, type WrittenExit } from "./exits.js";

/** What all nodes of a flow are written with. */
export interface FlowWriting {
  readonly program: Program;
  /** The uuid of the node that each first step of a block belongs to. */
  readonly entries: ReadonlyMap<string, string>;
  /** The exits written so far, with the node that has each: a step that was copied in the editor brings the ids of its exits. */
  readonly exits: Map<string, string>;
}

/** Writes a block as one GoFlow node. */
export function writeNode(
  writing: FlowWriting,
  { uuid, steps }: Block,
  note: JsonObject,
  problems: Problems,
): JsonObject {
  const last = steps[steps.length - 1] ?? steps[0];
  const exits = new Map<string, WrittenExit>();
  const exit: ExitWriter = (step, id, given) => {
    const target = onlyTarget(step, id, problems);
    const destination = target === undefined ? undefined : writing.entries.get(target);
    if (target !== undefined && destination === undefined) {
      problems.add(`exits/${id}`, "leads into the middle of a block, or to no step");
    }
    const known = own(step.exitIds, id) ?? given;
    const isFree =
      isUuid4(known) &&
      (writing.exits.get(known) ?? uuid) === uuid &&
      (!exits.has(known) || exits.get(known)?.destination === destination);
    const written = isFree ? known : derivedUuid(writing.program.id, step.id, id);
    exits.set(written, { uuid: written, destination });
    writing.exits.set(written, uuid);
    return written;
  };
  const actions = steps
    .filter((step) => !isRouter(step) && step.step !== PLAIN_NODE)
    .map((step) => writeAction(writing.program, step, problems));
  const router = isRouter(last) ? writeRouter(last, exit) : undefined;
  if (!router) exit(last, "next", undefined);
  const nodes = new Set(writing.entries.values());
  return {
    ...without(note, ["exits", "further"]),
    uuid,
    ...(actions.length > 0 && { actions }),
    ...(router && { router }),
    exits: writeExits([...exits.values()], note, (id) => nodes.has(id)),
  };
}

/** Writes an exit of a step, and says the id it has in the document. `given`: an id that stands in the options. */
type ExitWriter = (step: ProgramNode, exit: string, given: Json | undefined) => string;

function writeAction(program: Program, step: ProgramNode, problems: Problems): JsonObject {
  const type = step.step.slice(actionTypes.family.length + 1);
  if (step.step !== `${actionTypes.family}-${type}` || !actionTypes.types.includes(type)) {
    problems.at(`node '${step.name ?? step.id}' (${step.step})`).add("", "GoFlow has no such action");
  }
  return { ...step.options, type, uuid: isUuid4(step.id) ? step.id : derivedUuid(program.id, step.id) };
}

function writeRouter(step: ProgramNode, exit: ExitWriter): JsonObject {
  const { categories } = step.options;
  return {
    ...step.options,
    type: step.step.slice(actionTypes.family.length + 1),
    ...(Array.isArray(categories) && {
      categories: categories.filter(isJsonObject).map((category) => ({
        ...category,
        exit_uuid: exit(step, typeof category.uuid === "string" ? category.uuid : "", category.exit_uuid),
      })),
    }),
  };
}
