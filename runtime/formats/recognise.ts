import { isJsonObject } from "../json.js";
import type { FormatName } from "./index.js";

/** What a document that came without a word of its format most likely is; undefined: it looks like none. */
export function recognise(document: unknown): FormatName | undefined {
  if (Array.isArray(document)) {
    return document.some((entry) => isJsonObject(entry) && "wires" in entry) ? "node-red" : "voipbin";
  }
  if (!isJsonObject(document)) return undefined;
  if ("nodes" in document || "flows" in document) return "goflow";
  if ("actions" in document) return "voipbin";
  if ("definition" in document) return "8x8";
  return "numbers" in document || "patterns" in document ? "metaflows" : undefined;
}
