import { Decimal } from "./number.js";
import type { XArray } from "./array.js";
import type { XFunction } from "./function.js";
import type { XObject } from "./object.js";
import type { XDate, XDateTime, XTime } from "./temporal.js";

/**
 * A value of the expression language (goflow.md section 21). Null, texts and booleans are JavaScript's own, so that
 * contexts are written without wrapping; the others are told apart by `typeOf`.
 */
export type XValue =
  null | string | boolean | Decimal | XDate | XTime | XDateTime | XArray | XObject | XFunction | XError;

export type XType =
  "null" | "text" | "boolean" | "number" | "date" | "time" | "datetime" | "array" | "object" | "function" | "error";

/** An evaluation that went wrong, as a value: it travels through operators and functions to where it is reported. */
export class XError {
  readonly type = "error";
  constructor(readonly message: string) {}
}

export function error(message: string): XError {
  return new XError(message);
}

export function isError(value: unknown): value is XError {
  return value instanceof XError;
}

export function isNumber(value: XValue): value is Decimal {
  return value instanceof Decimal;
}

/** The value, or an error in place of a number that is out of range. */
export function checkNumber(value: XValue): XValue {
  return isNumber(value) && !value.isFinite() ? error("number has too many digits") : value;
}

/** A value that is neither JavaScript's own nor a number: it names its type itself. */
type Tagged = XDate | XTime | XDateTime | XArray | XObject | XFunction | XError;

export function typeOf(value: XValue): XType {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (value instanceof Decimal) return "number";
  return (value as Tagged).type;
}

/** The value if it is of a tagged type, else undefined: lets a switch over `type` narrow. */
export function tagged(value: XValue): Tagged | undefined {
  return value === null || typeof value !== "object" || value instanceof Decimal ? undefined : (value as Tagged);
}
