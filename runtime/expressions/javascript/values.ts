import type { Json } from "../../json.js";

/** The value of a script as it leaves the sandbox; JSON text where JSON can hold it. */
export type ScriptValue =
  | { readonly kind: "json"; readonly json: string }
  | { readonly kind: "number"; readonly text: "NaN" | "Infinity" | "-Infinity" }
  | { readonly kind: "undefined" };

/** A script that is the whole text keeps its type; what JSON has not is null (8x8-automation.md D3). */
export function toJson(value: ScriptValue): Json {
  return value.kind === "json" ? (JSON.parse(value.json) as Json) : null;
}

/** A script inside a text: null and undefined are nothing, objects are JSON, the rest as JavaScript writes it. */
export function toText(value: ScriptValue): string {
  if (value.kind === "undefined") return "";
  if (value.kind === "number") return value.text;
  if (value.json === "null") return "";
  return value.json.startsWith('"') ? (JSON.parse(value.json) as string) : value.json;
}

/** Truth as JavaScript has it (D2). */
export function toTruth(value: ScriptValue): boolean {
  return value.kind === "number" ? value.text !== "NaN" : Boolean(toJson(value));
}
