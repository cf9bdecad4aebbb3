import type { JsonObject } from "../../json.js";
import type { AnyStep } from "../../step.js";
import { without } from "../records.js";
import type { TabNode } from "./nodes.js";

/** Beside the options a reference to a config node has this prefix: there Node-RED finds and keeps it (`runtime/tab.ts`). */
const PREFIX = "ref_";

/** The options of a step node, the references to config nodes among them. */
export function withReferences(node: TabNode, options: JsonObject): JsonObject {
  const references = Object.entries(node).filter(
    ([name, value]) => name.startsWith(PREFIX) && value !== "" && value != null,
  );
  return { ...options, ...Object.fromEntries(references.map(([name, value]) => [name.slice(PREFIX.length), value])) };
}

/** Parts the options of a step into those of its node and the references beside them. */
export function partReferences(
  step: AnyStep | undefined,
  options: JsonObject,
): { options: JsonObject; references: JsonObject } {
  const fields = Object.entries((step?.options.properties ?? {}) as Record<string, { "x-field"?: string }>);
  const names = fields.flatMap(([name, field]) =>
    field["x-field"] === "config" && options[name] !== undefined ? [name] : [],
  );
  return {
    options: without(options, names),
    references: Object.fromEntries(names.map((name) => [`${PREFIX}${name}`, options[name]])),
  };
}
