import { type Json, isJsonObject } from "../../json.js";
import { readCondition } from "./condition.js";
import { readTemplate } from "./template.js";

/** Something wrong with a script; `path` is a JSON pointer into the value that was checked, "" for the value itself. */
export interface ScriptProblem {
  readonly path: string;
  readonly message: string;
}

/** Checks the scripts in every string of a JSON value, at any depth, without running them (8x8-automation.md D5). */
export function checkScripts(value: Json | undefined, path = ""): ScriptProblem[] {
  if (typeof value === "string") {
    return readTemplate(value).flatMap((part) =>
      part.kind === "script" && !part.reading.ok ? [problemOf(part.source, part.reading.problem, path)] : [],
    );
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => checkScripts(item, `${path}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => checkScripts(item, `${path}/${escapeKey(key)}`));
}

/** Checks a condition of selectNextStep (D2); null, the default branch, is for the caller. */
export function checkCondition(condition: Json, path = ""): ScriptProblem[] {
  const read = readCondition(condition);
  switch (read.kind) {
    case "constant":
      return [];
    case "script":
      return read.reading.ok ? [] : [problemOf(read.source, read.reading.problem, path)];
    case "invalid":
      return [{ path, message: read.problem }];
  }
}

function problemOf(source: string, problem: string, path: string): ScriptProblem {
  const shown = source.length > 60 ? `${source.slice(0, 60)}...` : source;
  return { path, message: `The script {{${shown}}} is not valid: ${problem}.` };
}

/** RFC 6901. */
function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
