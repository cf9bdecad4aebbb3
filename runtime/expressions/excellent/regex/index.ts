import { BoundedCache } from "../../../bounded-cache.js";
import { error, type XValue } from "../values/value.js";
import { search } from "./match.js";
import { PatternParser } from "./parser.js";
import { compile, type Program } from "./program.js";
import { InvalidPattern } from "./invalid-pattern.js";

/*
 * Regular expressions of templates and router tests are RE2's (goflow.md section 23), written by people we do not
 * know. JavaScript's own engine backtracks without bound and has another syntax, so patterns are compiled and run
 * here.
 */

const MAX_PATTERN_LENGTH = 10_000;

const programs = new BoundedCache<string, { program: Program | undefined }>(500);

/**
 * Searches with a pattern, which ignores case and sees lines; undefined if it is no valid pattern, null if nothing
 * matches.
 */
export function matchPattern(text: string, pattern: string): (string | undefined)[] | null | undefined {
  let entry = programs.get(pattern);
  if (!entry) programs.set(pattern, (entry = { program: compilePattern(pattern) }));
  return entry.program && (search(entry.program, text) ?? null);
}

function compilePattern(pattern: string): Program | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return undefined;
  try {
    const parser = new PatternParser(pattern, { ignoreCase: true, multiline: true, dotAll: false, ungreedy: false });
    const tree = parser.parse();
    return compile(tree, parser.groups);
  } catch (problem) {
    if (problem instanceof InvalidPattern) return undefined;
    throw problem;
  }
}

/** Whether a pattern is valid, for checks of flows before they run. */
export function isValidPattern(pattern: string): boolean {
  return matchPattern("", pattern) !== undefined;
}

/** What `regex_match` gives: the text of a group, "" if it took no part, or an error. */
export function regexMatch(text: string, pattern: string, group: number): XValue {
  const match = matchPattern(text, pattern);
  if (match === undefined) return error("invalid regular expression");
  if (match === null || group < 0 || group >= match.length) return error("invalid regular expression group");
  return match[group] ?? "";
}
