import type { JsonObject } from "../../json.js";
import { isValidPattern } from "../../metaflow/pattern.js";
import type { ProgramNode } from "../../program.js";
import { findStep } from "../../steps.js";
import { validateOptions } from "../../validation/options.js";
import { noted } from "../records.js";
import { Problems, type ReadResult } from "../result.js";
import { BINDINGS, LISTENER, SETTINGS } from "./catalogue.js";
import { readModule, type ModuleReading } from "./module.js";
import type { MetaflowsReadOptions } from "./options.js";
import { isObject, toJson, toOrdered, type Ordered, type OrderedObject } from "./ordered.js";

/**
 * Reads a `metaflows` object, as the API takes it or merged of several levels: a listener with a module on each number and
 * pattern. The document may come from `parseOrdered`, which keeps the order of patterns.
 */
export function readMetaflows(document: unknown, options: MetaflowsReadOptions): ReadResult {
  const problems = Problems.of("metaflows");
  const metaflows = toOrdered(document);
  if (!isObject(metaflows)) return { problems: [{ path: "metaflows", field: "", message: "must be an object" }] };
  const reading: ModuleReading = { nodes: [], notes: {}, dropped: {}, options };
  const exits: [string, string[]][] = [];
  const settings: [string, Ordered][] = [...metaflows].filter(([key]) => isSetting(key));
  for (const binding of BINDINGS) {
    const given = metaflows.get(binding);
    if (given === undefined) continue;
    const modules = options.unknown === "drop" && isObject(given) ? withoutInvalid(binding, given) : given;
    settings.push([binding, isObject(modules) ? [...modules.keys()] : modules]);
    if (!isObject(modules)) problems.add(binding, "must be an object");
    else exits.push(...readBinding(binding, modules, reading, problems));
  }
  const listener: ProgramNode = {
    ...LISTENER,
    options: Object.fromEntries(settings.map(([key, value]) => [key, toJson(value)])),
    exits: Object.fromEntries(exits),
  };
  checkListener(listener, options, problems);
  if (problems.list.length > 0) return { problems: problems.list };

  const known: readonly string[] = [...SETTINGS, ...BINDINGS];
  const others = new Map([...metaflows].filter(([key]) => !known.includes(key)));
  const rest = noted({ document: toJson(others), nodes: reading.notes, dropped: reading.dropped });
  const nodes = Object.fromEntries([listener, ...reading.nodes].map((node) => [node.id, node]));
  const source = { format: "metaflows", rest };
  return {
    program: { id: options.ids.uuid(), name: "", type: "any", start: [LISTENER.id], nodes, source },
    warnings: [],
  };
}

function readBinding(
  binding: (typeof BINDINGS)[number],
  modules: OrderedObject,
  reading: ModuleReading,
  problems: Problems,
): [string, string[]][] {
  return [...modules].flatMap(([key, module]): [string, string[]][] => {
    const path = `${binding}.${key}`;
    const wrong = reading.options.unknown === "drop" ? undefined : wrongKey(binding, key);
    if (wrong) problems.add(path, wrong);
    const id = readModule(module, path, reading, problems.at(path));
    return id === undefined ? [] : [[path, [id]]];
  });
}

/** A pattern that is none matches nothing; the others of its document still do. */
function withoutInvalid(binding: (typeof BINDINGS)[number], modules: OrderedObject): OrderedObject {
  return binding === "patterns" ? new Map([...modules].filter(([key]) => isValidPattern(key))) : modules;
}

function isSetting(key: string): boolean {
  return SETTINGS.some((setting) => setting === key);
}

/** kazoo-metaflows.md section 1.1; whether a pattern is one, the listener checks. */
function wrongKey(binding: (typeof BINDINGS)[number], key: string): string | undefined {
  if (binding === "numbers") return /^[0-9]+$/.test(key) ? undefined : "a number may have digits only";
  return key === "" ? "a pattern may not be empty" : undefined;
}

function checkListener(
  { options }: ProgramNode,
  { step: lookup = findStep, unknown }: MetaflowsReadOptions,
  problems: Problems,
): void {
  const step = lookup(LISTENER.step);
  if (!step) problems.add("", "collecting digits is not available");
  else if (unknown !== "drop") {
    for (const { field, message } of validateOptions(step, options as JsonObject)) problems.add(field, message);
  }
}
