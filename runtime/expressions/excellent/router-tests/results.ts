import { array, define, defineRaw, number, object, optional, text, toArgument } from "../functions/define.js";
import { toArray, toNumber } from "../values/convert.js";
import { object as makeObject, type XObject } from "../values/object.js";
import { toText } from "../values/render.js";
import { error, isError, tagged, type XError, type XValue } from "../values/value.js";
import { matched, notMatched } from "./outcome.js";
import type { Decimal } from "../values/number.js";

/** The results of a run are told from other objects by their name. */
function checkResult(value: XObject): XError | undefined {
  return value.has("name") ? undefined : error("first argument must be a result");
}

function propertyOf(value: XValue, name: string): XValue {
  const of = tagged(value);
  return of?.type === "object" ? (of.get(name) ?? null) : null;
}

function itemsOf(value: XValue): XValue[] {
  const items = toArray(value);
  return isError(items) ? [] : Array.from(items);
}

/** Whether one of the intents has the name with enough confidence; extra is the most likely value of each entity. */
function hasIntent(result: XObject, intents: readonly XValue[], name: string, confidence: Decimal): XValue {
  const found = intents.find((intent) => {
    const sure = toNumber(propertyOf(intent, "confidence"));
    return propertyOf(intent, "name") === name && !isError(sure) && sure.gte(confidence);
  });
  return found === undefined ? notMatched : matched(name, likelyEntities(result.get("extra") ?? null));
}

function likelyEntities(extra: XValue): XObject {
  const entities = tagged(propertyOf(extra, "entities"));
  const likely: Record<string, XValue> = {};
  if (entities?.type !== "object") return makeObject(likely);
  for (const name of entities.names) {
    const [first] = itemsOf(entities.get(name) ?? null);
    if (first !== undefined) likely[name] = propertyOf(first, "value");
  }
  return makeObject(likely);
}

function intentsOf(result: XObject): XValue[] {
  return itemsOf(propertyOf(result.get("extra") ?? null, "intents"));
}

function intentTest(testName: string, among: (intents: XValue[]) => XValue[]) {
  return define(
    testName,
    [object, text, number],
    (_environment, result, name, confidence) =>
      checkResult(result) ?? hasIntent(result, among(intentsOf(result)), name, confidence),
  );
}

export const resultTests = [
  defineRaw("has_category", 2, undefined, (environment, [value = null, ...categories]) => {
    const result = toArgument(object, environment, value);
    if (isError(result)) return result;
    const wanted: string[] = [];
    for (const one of categories) {
      const category = toText(one);
      if (isError(category)) return category;
      wanted.push(category);
    }
    const category = result.get("category");
    const found = wanted.find((one) => one === category);
    return checkResult(result) ?? (found === undefined ? notMatched : matched(found));
  }),
  intentTest("has_intent", (intents) => intents),
  intentTest("has_top_intent", (intents) => intents.slice(0, 1)),
  /** Whether a list of groups has one; the name is there for readers of the flow. */
  define("has_group", [array, text, optional(text)], (environment, groups, uuid) => {
    for (const item of groups) {
      const group = toArgument(object, environment, item);
      if (isError(group)) return group;
      if (group.get("uuid") === uuid) return matched(group);
    }
    return notMatched;
  }),
];
