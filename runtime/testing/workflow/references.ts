import { isJsonObject, type Json } from "../../json.js";
import { Mismatch } from "../expect.js";

/** Finds what a reference such as `wf.0` or `voice.1.uid` stands for; undefined: there is none. */
export type Resolve = (reference: string) => string | undefined;

/** Puts in what `${...}` stands for, at any depth. */
export function withReferences<Value extends Json | undefined>(value: Value, resolve: Resolve): Value {
  return replaced(value, resolve) as Value;
}

function replaced(value: Json | undefined, resolve: Resolve): Json | undefined {
  if (typeof value === "string") return textWithReferences(value, resolve);
  if (Array.isArray(value)) return value.map((item) => replaced(item, resolve) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, resolve)]));
}

export function textWithReferences(text: string, resolve: Resolve): string {
  return text.replace(/\$\{([^}]+)\}/g, (_whole, reference: string) => {
    const found = resolve(reference);
    if (found === undefined) throw new Mismatch(`'\${${reference}}' stands for nothing here`);
    return found;
  });
}

/** Puts in the long texts that `{"$repeat": {text, times}}` stands for, wherever in a scenario. */
export function withRepeats(value: Json): Json {
  if (Array.isArray(value)) return value.map(withRepeats);
  if (!isJsonObject(value)) return value;
  const repeat = value["$repeat"];
  if (isJsonObject(repeat)) return String(repeat["text"]).repeat(Number(repeat["times"]));
  return Object.fromEntries(Object.entries(value).map(([key, item = null]) => [key, withRepeats(item)]));
}
