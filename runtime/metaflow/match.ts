import { searchPattern } from "./pattern.js";

/** What a listener has modules for, in the order of its document. */
export interface Bindings {
  readonly numbers: readonly string[];
  readonly patterns: readonly string[];
}

/** Which of them the digits are. */
export type Match =
  | { readonly binding: "numbers"; readonly key: string }
  | { readonly binding: "patterns"; readonly key: string; readonly captures: readonly string[] };

/** kazoo-metaflows.md section 4.4: a number is the whole of the digits; else the first pattern that is found in them. */
export function match({ numbers, patterns }: Bindings, collected: string): Match | undefined {
  if (numbers.includes(collected)) return { binding: "numbers", key: collected };
  for (const key of patterns) {
    const captures = searchPattern(key, collected);
    if (captures) return { binding: "patterns", key, captures };
  }
  return undefined;
}

/** The exit of the listener that a match leaves by. */
export function exitOf({ binding, key }: Match): string {
  return `${binding}.${key}`;
}
