import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { without } from "../records.js";
import type { GoflowNode } from "./nodes.js";

/** An exit of a node as the wires say it, with the uuid of the node that it leads to. */
export interface WrittenExit {
  readonly uuid: string;
  readonly destination: string | undefined;
}

/** Notes what the wires of a node's steps do not say of its exits: names, order, exits that nothing leads to. */
export function exitsNote({ exits, router }: GoflowNode): JsonObject {
  const used = new Set(
    router ? (router.options.categories as JsonObject[]).map((category) => category.exit_uuid) : [exits[0]?.uuid],
  );
  const plain = [...used]
    .flatMap((uuid) => exits.filter((exit) => exit.uuid === uuid))
    .map((exit) => plainExit(exit.uuid, exit.destination_uuid));
  if (isDeepStrictEqual(plain, exits)) return {};
  const further = exits.filter((exit) => !used.has(exit.uuid)).map((exit) => exit.uuid);
  return {
    exits: exits.map((exit) =>
      used.has(exit.uuid) && exit.destination_uuid ? without(exit, ["destination_uuid"]) : exit,
    ),
    ...(further.length > 0 && { further }),
  };
}

/** The exits of a node as they are written: as noted, with what the wires say now. */
export function writeExits(
  exits: readonly WrittenExit[],
  note: JsonObject,
  isNode: (uuid: string) => boolean,
): JsonObject[] {
  const written = new Map(exits.map((exit) => [exit.uuid, exit]));
  const further = Array.isArray(note.further) ? note.further : [];
  const notes = Array.isArray(note.exits) ? note.exits.filter(isJsonObject) : [];
  const known = notes.flatMap((exit) => {
    const now = written.get(exit.uuid as string);
    if (now) return [{ ...exit, ...(now.destination !== undefined && { destination_uuid: now.destination }) }];
    if (!further.includes(exit.uuid as Json)) return [];
    const lost = typeof exit.destination_uuid === "string" && !isNode(exit.destination_uuid);
    return [lost ? without(exit, ["destination_uuid"]) : exit];
  });
  const news = exits.filter((exit) => !notes.some((each) => each.uuid === exit.uuid));
  return [...known, ...news.map((exit) => plainExit(exit.uuid, exit.destination))];
}

function plainExit(uuid: string, destination: Json | undefined): JsonObject {
  return {
    uuid,
    ...(destination !== undefined && destination !== null && destination !== "" && { destination_uuid: destination }),
  };
}
