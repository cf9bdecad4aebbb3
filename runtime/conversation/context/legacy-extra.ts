import type { StepContext } from "../../engine/context.js";
import { toXValue, type XValue } from "../../expressions/excellent/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Result } from "../../session/session.js";
import { sourceOf } from "./json-source.js";

/** Longest key that is kept, in bytes. */
const MAX_KEY = 255;

/** `@legacy_extra`: params, the starter's results and this run's extras, merged into one level (goflow.md section 25). */
export function legacyExtra(step: StepContext, starter: Readonly<Record<string, Result>> = {}): XValue {
  const values: JsonObject = {};
  Object.assign(values, simpleKeys(step.session.trigger.params ?? {}));
  for (const result of byTime(starter)) addResult(values, result);
  for (const result of byTime(step.run.results)) addResult(values, result);
  return toXValue(values);
}

function byTime(results: Readonly<Record<string, Result>>): Result[] {
  return Object.values(results).sort((a, b) => a.created_on.localeCompare(b.created_on));
}

function addResult(values: JsonObject, result: Result): void {
  if (result.extra === undefined) return;
  values[simpleKey(result.name)] = sourceOf(result.extra);
  if (isJsonObject(result.extra)) Object.assign(values, simpleKeys(result.extra));
  else if (Array.isArray(result.extra))
    Object.assign(values, simpleKeys(Object.fromEntries(Object.entries(result.extra))));
}

function simpleKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [simpleKey(key), nested(item)]));
}

function nested(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => nested(item) ?? null);
  return isJsonObject(value) ? simpleKeys(value) : value;
}

function simpleKey(key: string): string {
  return key
    .replace(/[^a-z0-9_]/gi, "_")
    .toLowerCase()
    .slice(0, MAX_KEY);
}
