import { isObject, toJson, toOrdered, type Ordered, type OrderedObject } from "../../../formats/metaflows/index.js";
import type { JsonObject } from "../../../json.js";
import { isValidPattern } from "../../../metaflow/pattern.js";
import { Faults } from "./faults.js";
import { checkNode, checkNodes } from "./node.js";
import { checkSchema } from "./schema-faults.js";
import { settingsSchema } from "./schemas.js";

/** A document as it is stored, or what is wrong with it. */
export type Checked = { readonly document: OrderedObject } | { readonly faults: JsonObject };

/** Keys of a client that are private to the system. */
const PRIVATE = /^(_|pvt_)/;

/** Checks a `metaflows` object (kazoo-metaflows.md sections 1.1 and 8.2) and puts the defaults in. */
export function checkMetaflows(given: OrderedObject): Checked {
  const faults = new Faults();
  const own = [...given].filter(([key]) => !PRIVATE.test(key));
  const settings = new Map(own.filter(([key]) => key !== "numbers" && key !== "patterns"));
  const checked = checkSchema(settingsSchema(), toJson(settings) as JsonObject, [], faults);
  const document = new Map<string, Ordered>(Object.entries(checked).map(([key, value]) => [key, toOrdered(value)]));
  for (const [key, value] of own) {
    if (key === "numbers") document.set(key, checkNodes(value, [key], /^[0-9]+$/, faults));
    if (key === "patterns") document.set(key, checkPatterns(value, faults));
  }
  return outcome(document, faults);
}

/** Checks a single module, as it is run on a channel. */
export function checkModuleNode(given: OrderedObject): Checked {
  const faults = new Faults();
  const document = checkNode(given, [], faults);
  return outcome(isObject(document) ? document : given, faults);
}

/** Kazoo stores whatever a pattern is, and fails when it is searched for; here it is refused (the scenarios' decision 8). */
function checkPatterns(patterns: Ordered, faults: Faults): Ordered {
  const checked = checkNodes(patterns, ["patterns"], /./s, faults);
  if (!isObject(patterns)) return checked;
  for (const key of patterns.keys()) {
    if (key === "" || isValidPattern(key)) continue;
    const message = "must be a regular expression without look-behind and back references";
    faults.add(["patterns", key], "error", { message, value: key });
  }
  return checked;
}

function outcome(document: OrderedObject, faults: Faults): Checked {
  return faults.any ? { faults: faults.toJson() } : { document };
}
