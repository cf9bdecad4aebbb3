import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isJsonObject, type Json, type JsonObject } from "../../../json.js";
import { WEB_ADDRESS } from "../../../metaflow/fields.js";
import type { Faults } from "./faults.js";

/** Defaults are put in where a value is absent, as Kazoo stores them. */
const ajv = new Ajv({ allErrors: true, strictSchema: false, useDefaults: true, verbose: true });

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Checks a value by its schema the way Kazoo does (kazoo-metaflows.md section 8.2): texts that say a number or a truth value are
 * taken as that, and of several faults of one value the one whose keyword is last in the alphabet is told. Gives the value with
 * what was changed.
 */
export function checkSchema(schema: object, given: JsonObject, path: readonly string[], faults: Faults): JsonObject {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
  const value = structuredClone(given);
  if (validate(value)) return value;
  let errors = validate.errors ?? [];
  if (errors.map((error) => cast(value, error)).includes(true)) {
    if (validate(value)) return value;
    errors = validate.errors ?? [];
  }
  for (const error of errors.toSorted((one, other) => (one.keyword < other.keyword ? -1 : 1))) {
    addFault(error, path, faults);
  }
  return value;
}

/** Takes a text for what its schema wants, if it says such a thing. False: it doesn't, or something else is wrong. */
function cast(document: JsonObject, { keyword, params, data, instancePath }: ErrorObject): boolean {
  const wanted: unknown = keyword === "type" ? (params as { type: unknown }).type : undefined;
  if (typeof data !== "string" || typeof wanted !== "string") return false;
  const value = meant(data, wanted);
  if (value === undefined) return false;
  const keys = keysOf(instancePath);
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Json | undefined>((within, key) => memberOf(within, key), document);
  if (isJsonObject(parent)) parent[last] = value;
  else if (Array.isArray(parent)) parent[Number(last)] = value;
  return true;
}

function meant(text: string, type: string): number | boolean | undefined {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (type === "integer") return /^-?\d+$/.test(text) ? Number(text) : undefined;
  return type === "number" && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function addFault(error: ErrorObject, path: readonly string[], faults: Faults): void {
  const { keyword, message = "is not valid", data, instancePath } = error;
  const params = error.params as Record<string, Json>;
  const at = [...path, ...keysOf(instancePath)];
  const value = data as Json;
  switch (keyword) {
    case "required":
      return faults.addRequired(at, String(params["missingProperty"]));
    case "type":
      return faults.addType(at, String(params["type"]), value);
    case "enum":
      return faults.add(at, keyword, {
        message: "Value not found in enumerated list of values",
        target: params["allowedValues"],
        value,
      });
    case "pattern":
      // Kazoo looks at addresses with a function of its own, not with a pattern.
      if (params["pattern"] === WEB_ADDRESS)
        return faults.add(at, "error", { message: "must be an address of http or https", value });
      return faults.add(at, keyword, { message, target: params["pattern"], value });
    default:
      return faults.add(at, keyword, { message, ...("limit" in params && { target: params["limit"] }), value });
  }
}

/** Keys of a JSON pointer. */
function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
