import { isObject, toJson, type Ordered, type OrderedObject } from "../../formats/metaflows/index.js";
import { systemIds } from "../../ids.js";
import type { Json } from "../../json.js";
import { documentedCollector, type DocumentedCollector } from "../../metaflow/documents.js";
import { mergeMetaflows } from "../../metaflow/merge.js";
import { Mismatch } from "../expect.js";

/** Where the metaflows of a leg's endpoint stand in `config`, and what the endpoint is called. */
export const ENDPOINTS = { a: "caller", b: "callee", c: "callee_c" } as const;

/** The levels of an endpoint: those of the caller stand at the top. */
function levelsOf(config: OrderedObject, leg: keyof typeof ENDPOINTS): (Ordered | undefined)[] {
  const places = { a: config, b: config.get("peer"), c: config.get("peer_c") };
  const place = places[leg];
  return isObject(place) ? ["account", "device", "user"].map((level) => place.get(level)) : [];
}

/** The merged document, as a scenario shows it. */
export function effective(config: OrderedObject, leg: keyof typeof ENDPOINTS): Json {
  return toJson(mergeMetaflows(levelsOf(config, leg)) ?? null);
}

export function collectorOf(
  config: OrderedObject,
  leg: keyof typeof ENDPOINTS,
  fastRearm: boolean,
): DocumentedCollector | undefined {
  const read = documentedCollector(levelsOf(config, leg), { fastRearm }, systemIds);
  if ("collector" in read) return read.collector;
  throw new Mismatch(read.problems.map(({ path, message }) => `${path}: ${message}`).join("; "));
}
