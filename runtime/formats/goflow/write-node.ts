import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { own, without } from "../records.js";
import type { Problems } from "../result.js";
import { onlyTarget } from "../single-path.js";
import { derivedUuid, isUuid4 } from "../uuids.js";
import { isRouter, type Block } from "./blocks.js";
import { actionTypes, PLAIN_NODE } from "./catalogue.js";
import { writeExits, type WrittenExit } from "./exits.js";

/** Writes a block as one GoFlow node. `entries`: the node that each first step of a block belongs to. */
export function writeNode(
  program: Program,
  { uuid, steps }: Block,
  note: JsonObject,
  entries: ReadonlyMap<string, string>,
  nodes: ReadonlySet<string>,
  problems: Problems,
): JsonObject {
  const last = steps[steps.length - 1] ?? steps[0];
  const exits = new Map<string, WrittenExit>();
  const exit = (step: ProgramNode, id: string, given: Json | undefined): string => {
    const target = onlyTarget(step, id, problems);
    const destination = target === undefined ? undefined : entries.get(target);
    if (target !== undefined && destination === undefined)
      problems.add(`exits/${id}`, "leads into the middle of a block, or to no step");
    const known = own(step.exitIds, id) ?? given;
    const taken = (other: unknown) =>
      exits.has(other as string) && exits.get(other as string)?.destination !== destination;
    const written = isUuid4(known) && !taken(known) ? known : derivedUuid(program.id, step.id, id);
    exits.set(written, { uuid: written, destination });
    return written;
  };
  const actions = steps
    .filter((step) => !isRouter(step) && step.step !== PLAIN_NODE)
    .map((step) => writeAction(program, step, problems));
  const router = isRouter(last) ? writeRouter(last, exit) : undefined;
  if (!router) exit(last, "next", undefined);
  return {
    ...without(note, ["exits", "further"]),
    uuid,
    ...(actions.length > 0 && { actions }),
    ...(router && { router }),
    exits: writeExits([...exits.values()], note, (id) => nodes.has(id)),
  };
}

function writeAction(program: Program, step: ProgramNode, problems: Problems): JsonObject {
  const type = step.step.slice(actionTypes.family.length + 1);
  if (step.step !== `${actionTypes.family}-${type}` || !actionTypes.types.includes(type)) {
    problems.at(`node '${step.name ?? step.id}' (${step.step})`).add("", "GoFlow has no such action");
  }
  return { ...step.options, type, uuid: isUuid4(step.id) ? step.id : derivedUuid(program.id, step.id) };
}

function writeRouter(
  step: ProgramNode,
  exit: (step: ProgramNode, id: string, given: Json | undefined) => string,
): JsonObject {
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
