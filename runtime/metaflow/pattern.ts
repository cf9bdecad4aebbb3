import { search } from "../expressions/excellent/regex/match.js";
import { PatternParser } from "../expressions/excellent/regex/parser.js";
import { compile, type Program } from "../expressions/excellent/regex/program.js";
import { InvalidPattern } from "../expressions/excellent/regex/invalid-pattern.js";

const FLAGS = { ignoreCase: false, multiline: false, dotAll: false, ungreedy: false } as const;

/**
 * Searches digits with a pattern; it is unanchored unless it anchors itself (kazoo-metaflows.md section 4.4). Gives the texts of
 * its groups, "" for those that took no part; undefined: no match. Its time is bounded whatever the pattern, so looking
 * behind and references back are not understood; looking ahead is. A pattern that is not valid matches nothing.
 */
export function searchPattern(pattern: string, digits: string): readonly string[] | undefined {
  const program = compiled(pattern);
  const found = program && search(program, digits);
  return found?.slice(1).map((group) => group ?? "");
}

/** Whether it can be read as a pattern. */
export function isValidPattern(pattern: string): boolean {
  return compiled(pattern) !== undefined;
}

function compiled(pattern: string): Program | undefined {
  try {
    const parser = new PatternParser(pattern, FLAGS, { lookAhead: true });
    const tree = parser.parse();
    return compile(tree, parser.groups);
  } catch (problem) {
    if (problem instanceof InvalidPattern) return undefined;
    throw problem;
  }
}
