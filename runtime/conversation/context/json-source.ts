import { parseJson, toXValue, type XValue } from "../../expressions/excellent/index.js";
import type { Json } from "../../json.js";

const sources = new WeakMap<object, string>();

/** Notes the text that an answer was read from: until the next sprint expressions see all of its digits. */
export function noteSource(json: Json | undefined, text: string): void {
  if (typeof json === "object" && json !== null) sources.set(json, text);
}

/** The text that it was read from, else what JSON would be written for it. */
export function sourceOf(json: Json): string {
  return notedSource(json) ?? JSON.stringify(json);
}

/** What expressions see of an answer: numbers with the digits that the server wrote, be they more than a double holds. */
export function answerValue(json: Json): XValue {
  const source = notedSource(json);
  return (source === undefined ? undefined : parseJson(source)) ?? toXValue(json);
}

function notedSource(json: Json): string | undefined {
  return typeof json === "object" && json !== null ? sources.get(json) : undefined;
}
