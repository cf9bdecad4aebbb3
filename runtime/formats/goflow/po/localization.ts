import { isJsonObject, type Json, type JsonObject } from "../../../json.js";
import { without } from "../../records.js";
import type { FlowText } from "./texts.js";

/** The translation of a text in a flow's localization; "": there is none. */
export function translationOf(flow: JsonObject, language: string, { item, property, index }: FlowText): string {
  const list = at(at(at(flow["localization"], language), item), property);
  const text = Array.isArray(list) ? list[index] : undefined;
  return typeof text === "string" ? text : "";
}

/** The flow with a text translated; "" takes a translation away. What is not translated of a list stays empty. */
export function translate(flow: JsonObject, language: string, text: FlowText, translation: string): JsonObject {
  const localization = isJsonObject(flow["localization"]) ? flow["localization"] : {};
  const items = objectAt(localization, language);
  const properties = objectAt(items, text.item);
  const known = properties[text.property];
  const list = Array.isArray(known) ? [...known] : [];
  while (list.length <= text.index) list.push("");
  list[text.index] = translation;
  const others = without(properties, [text.property]);
  const kept = list.some((each) => each !== "") ? { ...others, [text.property]: list } : others;
  return { ...flow, localization: { ...localization, [language]: { ...items, [text.item]: kept } } };
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = at(object, key);
  return isJsonObject(value) ? value : {};
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
