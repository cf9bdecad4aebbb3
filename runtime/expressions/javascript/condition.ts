import type { Json } from "../../json.js";
import type { ScriptReading } from "./script.js";
import { readTemplate } from "./template.js";

/** A condition of selectNextStep, read. */
export type Condition =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "script"; readonly source: string; readonly reading: ScriptReading }
  | { readonly kind: "invalid"; readonly problem: string };

/** A condition is one script, or true or false, as text or not (8x8-automation.md D2); null is for the caller. */
export function readCondition(condition: Json): Condition {
  if (typeof condition === "boolean") return { kind: "constant", value: condition };
  if (typeof condition !== "string") return invalid(condition);
  const text = condition.trim();
  if (text === "true" || text === "false") return { kind: "constant", value: text === "true" };
  const [only, ...rest] = readTemplate(text);
  return only?.kind === "script" && rest.length === 0 ? only : invalid(condition);
}

function invalid(condition: Json): Condition {
  const shown = JSON.stringify(condition);
  const problem = `a condition is one script in {{ }}, true or false, not ${shown.length > 100 ? "this" : shown}`;
  return { kind: "invalid", problem };
}
