import { isJsonObject, type JsonObject } from "../../json.js";
import type { ProgramNode } from "../../program.js";
import { validateOptions } from "../../validation/options.js";
import { findDocumented } from "../available.js";
import { isEmptyObject, without } from "../records.js";
import { Problems } from "../result.js";
import { DEFAULT_CHILD, modules } from "./catalogue.js";
import { isObject, toJson, type Ordered } from "./ordered.js";
import type { MetaflowsReadOptions } from "./options.js";

/** What reading the modules of a document fills. */
export interface ModuleReading {
  readonly nodes: ProgramNode[];
  /** By path: children that are never followed, keys that are not documented, data and children that are there but empty. */
  readonly notes: JsonObject;
  /** By path: what was left out because nobody knows its module. */
  readonly dropped: JsonObject;
  readonly options: MetaflowsReadOptions;
}

/** Reads a module and the children below it, where any can follow; gives the id of its node, its path. */
export function readModule(
  module: Ordered,
  path: string,
  reading: ModuleReading,
  problems: Problems,
): string | undefined {
  if (!isObject(module)) {
    problems.add("", "must be an object");
    return undefined;
  }
  const { step: lookup, unknown } = reading.options;
  const name = module.get("module");
  const type = typeof name === "string" ? name : "";
  const found = unknown === "drop" ? Problems.of("") : problems;
  if (type === "") found.add("module", "is required");
  const step = type === "" ? undefined : findDocumented(modules, type, found, lookup);
  const data = module.get("data") ?? new Map();
  if (!isObject(data)) found.add("data", "must be an object");
  if (!step || !isObject(data)) {
    if (unknown === "drop") set(reading.dropped, path, toJson(module));
    return undefined;
  }
  const options = toJson(data) as JsonObject;
  if (unknown !== "drop") {
    for (const { field, message } of validateOptions(step, options)) problems.add(`data/${field}`, message);
  }
  const follows = step.exits.includes("next");
  const node: ProgramNode = { id: path, step: `${modules.family}-${type}`, options, exits: {} };
  const at = reading.nodes.push(node) - 1;
  const next = follows ? readChild(module, path, reading, problems) : undefined;
  if (next !== undefined) reading.nodes[at] = { ...node, exits: { next: [next] } };
  const note = noteOf(module, follows);
  if (Object.keys(note).length > 0) set(reading.notes, path, note);
  return path;
}

function readChild(
  module: ReadonlyMap<string, Ordered>,
  path: string,
  reading: ModuleReading,
  problems: Problems,
): string | undefined {
  const children = module.get("children");
  if (children === undefined) return undefined;
  if (!isObject(children)) {
    problems.add("children", "must be an object");
    return undefined;
  }
  const child = children.get(DEFAULT_CHILD);
  if (child === undefined) return undefined;
  return readModule(child, `${path}/${DEFAULT_CHILD}`, reading, problems.at(`children ${DEFAULT_CHILD}`));
}

function noteOf(module: ReadonlyMap<string, Ordered>, follows: boolean): JsonObject {
  const { data, children, ...rest } = toJson(module) as JsonObject;
  return {
    ...without(rest, ["module"]),
    ...(isEmptyObject(data) && { data }),
    ...(isJsonObject(children) && (follows ? notedChildren(children) : { children })),
  };
}

/** `children` is noted if there is more in it, or less, than the child that is followed. */
function notedChildren(children: JsonObject): JsonObject {
  const further = without(children, [DEFAULT_CHILD]);
  const plain = Object.hasOwn(children, DEFAULT_CHILD) && isEmptyObject(further);
  return plain ? {} : { children: further };
}

/** Keys of a document may be `__proto__`. */
function set(record: JsonObject, key: string, value: JsonObject[string]): void {
  Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
}
