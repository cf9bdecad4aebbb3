import { isObject, type Ordered, type OrderedObject } from "../../formats/metaflows/index.js";
import { systemIds } from "../../ids.js";
import { documentedCollector, type DocumentedCollector } from "../../metaflow/documents.js";
import { Mismatch } from "../expect.js";

/** In the order of the merge. */
export const LEVELS = ["account", "device", "user"] as const;

/** A level of a leg's endpoint in `config`: those of the caller stand at the top. */
export function levelOf(
  config: OrderedObject,
  leg: "a" | "b" | "c",
  level: (typeof LEVELS)[number],
): Ordered | undefined {
  const places = { a: config, b: config.get("peer"), c: config.get("peer_c") };
  const place = places[leg];
  return isObject(place) ? place.get(level) : undefined;
}

function levelsOf(config: OrderedObject, leg: "a" | "b" | "c"): (Ordered | undefined)[] {
  return LEVELS.map((level) => levelOf(config, leg, level));
}

/** The caller's collector. */
export function callerCollector(config: OrderedObject, fastRearm: boolean): DocumentedCollector | undefined {
  const read = documentedCollector(levelsOf(config, "a"), { fastRearm }, systemIds);
  if ("collector" in read) return read.collector;
  throw new Mismatch(read.problems.map(({ path, message }) => `${path}: ${message}`).join("; "));
}
