import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import { stepsOf } from "../entries.js";
import { own } from "../records.js";
import { Problems, type Problem, type WriteResult } from "../result.js";
import { onlyStart, onlyTarget } from "../single-path.js";
import { BINDINGS, DEFAULT_CHILD, LISTENER, modules, SETTINGS } from "./catalogue.js";
import { stringifyOrdered, toJson, toOrdered, type Ordered, type OrderedObject } from "./ordered.js";

/** Writes a listener and its modules as a `metaflows` object. As JavaScript has it, keys that look like an index come first. */
export function writeMetaflows(program: Program): WriteResult<JsonObject> {
  const written = build(program);
  return "problems" in written ? written : { document: toJson(written.metaflows) as JsonObject };
}

/** The same as the text of JSON, every pattern in its place. */
export function writeMetaflowsText(
  program: Program,
): { readonly text: string } | { readonly problems: readonly Problem[] } {
  const written = build(program);
  return "problems" in written ? written : { text: stringifyOrdered(written.metaflows) };
}

/** What is at hand while modules are written. */
interface Writing {
  readonly nodes: Program["nodes"];
  readonly notes: JsonObject;
  readonly dropped: JsonObject;
}

function build(program: Program): { readonly metaflows: OrderedObject } | { readonly problems: readonly Problem[] } {
  const problems = Problems.of(program.name === "" ? "metaflows" : `flow '${program.name}'`);
  const rest = program.source?.format === "metaflows" && isJsonObject(program.source.rest) ? program.source.rest : {};
  const part = (name: string) => (isJsonObject(rest[name]) ? rest[name] : {});
  const writing: Writing = { nodes: stepsOf(program), notes: part("nodes"), dropped: part("dropped") };
  const start = onlyStart(program, problems);
  const listener = start === undefined ? undefined : own(writing.nodes, start);
  if (listener?.step !== LISTENER.step) {
    problems.add("start", `must be ${LISTENER.step}: metaflows begin with the digits that are pressed`);
    return { problems: problems.list };
  }
  const settings = SETTINGS.flatMap((name) =>
    name in listener.options ? [[name, listener.options[name]] as const] : [],
  );
  const head = Object.entries({ ...part("document"), ...Object.fromEntries(settings) });
  const metaflows = new Map<string, Ordered>(head.map(ordered));
  for (const binding of BINDINGS) {
    const keys = listener.options[binding];
    if (!Array.isArray(keys)) continue;
    metaflows.set(
      binding,
      new Map(keys.map((key) => [String(key), writeBound(listener, `${binding}.${String(key)}`, writing, problems)])),
    );
  }
  return problems.list.length > 0 ? { problems: problems.list } : { metaflows };
}

function ordered([key, value]: [string, Json | undefined]): [string, Ordered] {
  return [key, toOrdered(value)];
}

/** The module that a number or pattern runs. */
function writeBound(listener: ProgramNode, exit: string, writing: Writing, problems: Problems): Ordered {
  const target = onlyTarget(listener, exit, problems);
  const dropped = own(writing.dropped, exit);
  if (target === undefined && dropped !== undefined) return toOrdered(dropped);
  if (target === undefined) problems.add(exit, "runs no module");
  return target === undefined ? null : writeModule(target, writing, [], problems.at(exit));
}

function writeModule(id: string, writing: Writing, before: readonly string[], problems: Problems): Ordered {
  const node = own(writing.nodes, id);
  const type = node?.step.slice(modules.family.length + 1) ?? "";
  if (!node || node.step !== `${modules.family}-${type}` || !modules.types.includes(type)) {
    problems.add("", `there is no module such as ${node?.step ?? id}`);
    return null;
  }
  if (before.includes(id)) {
    problems.add("", "a module may not lead back to itself");
    return null;
  }
  const next = onlyTarget(node, "next", problems);
  const note = own(writing.notes, id);
  const { children, data, ...others } = isJsonObject(note) ? note : {};
  const dropped = own(writing.dropped, `${id}/${DEFAULT_CHILD}`);
  const unknown = dropped === undefined ? undefined : toOrdered(dropped);
  const child = next === undefined ? unknown : writeModule(next, writing, [...before, id], problems);
  const allChildren = new Map<string, Ordered>(Object.entries(isJsonObject(children) ? children : {}).map(ordered));
  if (child !== undefined) allChildren.set(DEFAULT_CHILD, child);
  const options = Object.keys(node.options).length > 0 ? node.options : data;
  return new Map<string, Ordered>([
    ...Object.entries(others).map(ordered),
    ["module", type],
    ...(options === undefined ? [] : [["data", toOrdered(options)] as const]),
    ...(children === undefined && allChildren.size === 0 ? [] : [["children", allChildren] as const]),
  ]);
}
