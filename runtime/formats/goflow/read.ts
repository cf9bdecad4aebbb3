import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { FlowType, Localization, Program } from "../../program.js";
import { noted, without } from "../records.js";
import { Problems, type ReadOptions, type ReadResult } from "../result.js";
import { blockNodes, entryOf } from "./block.js";
import { flowTypes } from "./catalogue.js";
import { checkNodes } from "./check.js";
import { exitsNote } from "./exits.js";
import { requiredText, requiredUuid } from "./fields.js";
import { readNodes } from "./nodes.js";

/** Reads a GoFlow flow definition of spec 13.x. The first problem is the one that GoFlow itself would name, in its words. */
export function readGoflow(document: unknown, options: ReadOptions): ReadResult {
  if (!isJsonObject(document)) return { problems: [{ path: "flow", field: "", message: "must be an object" }] };
  const name = typeof document.name === "string" ? document.name : "";
  const problems = Problems.of(`flow '${name}'`);
  const type = readHeader(document, problems);
  const nodes = readNodes(document.nodes, problems, options.step);
  if (problems.list.length === 0 && type) checkNodes(nodes, type);
  if (problems.list.length > 0 || !type) return { problems: problems.list };

  const entries = new Map(nodes.map((node) => [node.uuid, entryOf(node)]));
  const steps = nodes.flatMap((node) => blockNodes(node, entries));
  const { language, revision, expire_after_minutes: minutes, localization } = document;
  const known: Partial<Program> = {
    ...(typeof language === "string" && { language }),
    ...(typeof revision === "number" && { revision }),
    // GoFlow reads an absent number as zero (goflow.md section 6).
    expireAfterMinutes: typeof minutes === "number" ? minutes : 0,
    ...(isJsonObject(localization) && { localization: localization as Localization }),
  };
  const read = ["uuid", "type", "nodes"]
    .concat(name === "" ? [] : "name", "language" in known ? "language" : [])
    .concat("revision" in known ? "revision" : [])
    .concat(known.expireAfterMinutes ? "expire_after_minutes" : [], "localization" in known ? "localization" : []);
  const rest: Json = noted({
    flow: without(document, read),
    nodes: noted(Object.fromEntries(nodes.map((node) => [node.uuid, noted({ ...node.rest, ...exitsNote(node) })]))),
  });
  const program: Program = {
    id: document.uuid as string,
    name,
    type,
    ...known,
    start: nodes.slice(0, 1).map(entryOf),
    nodes: Object.fromEntries(steps.map((step) => [step.id, step])),
    source: { format: "goflow", rest },
  };
  return { program, warnings: [] };
}

/** Checks what stands at the head of a flow; gives its type, if that is one. */
function readHeader(flow: JsonObject, problems: Problems): FlowType | undefined {
  for (const field of ["uuid", "spec_version", "type"]) {
    const wrong = field === "uuid" ? requiredUuid(flow, field) : requiredText(flow, field);
    if (wrong) problems.add(field, wrong);
  }
  const { spec_version: version } = flow;
  if (typeof version === "string" && version !== "" && !/^13(\.|$)/.test(version)) {
    problems.add(
      "spec_version",
      `is of spec version ${version}; flows of version 13 can be read, export it anew as such`,
    );
  }
  const type = flowTypes.find((each) => each === flow.type);
  if (!type && flow.type) problems.add("type", "field 'type' is not a valid flow type");
  return type;
}
