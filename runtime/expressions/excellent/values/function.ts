import type { Environment } from "../environment.js";
import type { XValue } from "./value.js";

/** How many arguments a function takes; no `max` means any number from `min` on. */
export interface Arity {
  readonly min: number;
  readonly max?: number;
}

/** A function as a value: it may be passed to others and called. */
export interface XFunction {
  readonly type: "function";
  /** Lower-case name; errors of a call show it in upper case. */
  readonly name: string;
  readonly arity: Arity;
  readonly run: (environment: Environment, args: readonly XValue[]) => XValue;
}
