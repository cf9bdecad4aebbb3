import type { CharacterSet } from "./sets.js";

/** What may stand at a place between characters. */
export type Assertion = "line start" | "line end" | "text start" | "text end" | "word boundary" | "no word boundary";

/** A regular expression, parsed. */
export type Tree =
  | { readonly type: "set"; readonly set: CharacterSet }
  | { readonly type: "assertion"; readonly assertion: Assertion }
  | { readonly type: "group"; readonly index: number; readonly body: Tree }
  /** Looks whether the body follows, and stays where it is. */
  | { readonly type: "look"; readonly body: Tree; readonly isNegative: boolean }
  | { readonly type: "sequence"; readonly items: readonly Tree[] }
  | { readonly type: "choice"; readonly options: readonly Tree[] }
  | {
      readonly type: "repeat";
      readonly body: Tree;
      readonly min: number;
      /** Infinity without a limit. */
      readonly max: number;
      readonly isGreedy: boolean;
    };

/** Flags that patterns may set for a part of themselves. */
export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  /** Swaps the meaning of `*` and `*?`. */
  readonly ungreedy: boolean;
}
