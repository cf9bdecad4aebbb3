import DecimalJs from "decimal.js";

/**
 * Numbers of the expression language: decimals of arbitrary precision (goflow.md section 21).
 *
 * Precision and range are bounds on one result, not a working precision: sums, differences and products of what
 * templates write are exact. Beyond the range a result is infinite, which operators and calls turn into an error (see
 * `checkNumber`): in plain digits, a number such as 1e999999999 would not fit into memory.
 */
export const Decimal = DecimalJs.clone({
  precision: 100_000,
  maxE: 20_000,
  minE: -20_000,
  rounding: DecimalJs.ROUND_HALF_UP,
});
export type Decimal = DecimalJs;
export type Rounding = DecimalJs.Rounding;

/** Decimal places a division keeps. */
const DIVISION_PLACES = 16;

/** a / b with 16 decimals, rounded half away from zero; b must not be zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const scaled = a.times(new Decimal(10).pow(DIVISION_PLACES));
  const quotient = scaled.divToInt(b);
  const remainder = scaled.minus(quotient.times(b));
  const roundsAway = remainder.abs().times(2).gte(b.abs());
  const sign = a.isNegative() === b.isNegative() ? 1 : -1;
  const rounded = roundsAway ? quotient.plus(sign) : quotient;
  return rounded.div(new Decimal(10).pow(DIVISION_PLACES));
}

/** The number in plain digits: no exponent, no trailing zeros, no negative zero. */
export function renderNumber(number: Decimal): string {
  return number.isZero() ? "0" : number.toFixed();
}

/** A number as text may write it: `-?digits[.digits]` or `-?.digits`. */
const NUMBER_PATTERN = /^-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$/;

/** Reads a whole text, already trimmed, as a number; undefined if it is none or out of range. */
export function readNumber(text: string): Decimal | undefined {
  if (!NUMBER_PATTERN.test(text)) return undefined;
  const number = new Decimal(text);
  return number.isFinite() ? number : undefined;
}

/** A whole number as 64 bits hold it: beyond their range it wraps around, as counts of the reference engine do. */
export function toInt64(number: Decimal): bigint {
  if (!number.isFinite()) return 0n;
  return BigInt.asIntN(64, BigInt(number.trunc().toFixed()));
}
