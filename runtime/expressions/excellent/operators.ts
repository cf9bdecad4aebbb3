import type { BinaryOperator } from "./template/ast.js";
import { toNumber } from "./values/convert.js";
import { Decimal, divide } from "./values/number.js";
import { toText } from "./values/render.js";
import { checkNumber, error, isError, type XError, type XValue } from "./values/value.js";

/*
 * Operators (goflow.md section 22). Both operands are evaluated first and an error, the left one before the right, is
 * the result.
 */

/** Digits a power may have; a short template could ask for millions. */
const MAX_POWER_DIGITS = 10_000;

export function applyBinary(operator: BinaryOperator, left: XValue, right: XValue): XValue {
  switch (operator) {
    case "&":
      return withTexts(left, right, (a, b) => a + b);
    case "=":
      return withTexts(left, right, (a, b) => a === b);
    case "!=":
      return withTexts(left, right, (a, b) => a !== b);
    case "<":
      return withNumbers(left, right, (a, b) => a.lt(b));
    case "<=":
      return withNumbers(left, right, (a, b) => a.lte(b));
    case ">":
      return withNumbers(left, right, (a, b) => a.gt(b));
    case ">=":
      return withNumbers(left, right, (a, b) => a.gte(b));
    case "+":
      return withNumbers(left, right, (a, b) => a.plus(b));
    case "-":
      return withNumbers(left, right, (a, b) => a.minus(b));
    case "*":
      return withNumbers(left, right, (a, b) => a.times(b));
    case "/":
      return withNumbers(left, right, (a, b) => (b.isZero() ? error("division by zero") : divide(a, b)));
    case "^":
      return withNumbers(left, right, power);
  }
}

export function negate(operand: XValue): XValue {
  const number = toNumber(operand);
  return isError(number) ? number : number.negated();
}

function withTexts(left: XValue, right: XValue, apply: (a: string, b: string) => XValue): XValue {
  const a = toText(left);
  if (isError(a)) return a;
  const b = toText(right);
  return isError(b) ? b : apply(a, b);
}

function withNumbers(left: XValue, right: XValue, apply: (a: Decimal, b: Decimal) => XValue): XValue {
  const a = toNumber(left);
  if (isError(a)) return a;
  const b = toNumber(right);
  return isError(b) ? b : checkNumber(apply(a, b));
}

/** Whole exponents by repeated squaring, exact unless negative; others in floating point. */
function power(base: Decimal, exponent: Decimal): Decimal | XError {
  if (base.isZero() && exponent.isNegative() && !exponent.isZero()) return error("division by zero");
  const digits = (base.precision() + Math.abs(base.e)) * Math.abs(exponent.toNumber());
  if (digits > MAX_POWER_DIGITS) return error("result of ^ has too many digits");
  if (exponent.isInteger()) return wholePower(base, exponent.toNumber());
  const result = floatPower(base.toNumber(), exponent.toNumber());
  return Number.isFinite(result) ? new Decimal(result) : error("result of ^ is not a number");
}

function wholePower(base: Decimal, exponent: number): Decimal {
  if (exponent === 0) return new Decimal(1);
  const root = wholePower(base, Math.trunc(exponent / 2));
  const square = root.times(root);
  if (exponent % 2 === 0) return square;
  return exponent > 0 ? square.times(base) : divide(square, base);
}

/**
 * The whole part of the exponent by multiplication and its fraction by a logarithm: the digits of the reference
 * engine.
 */
function floatPower(base: number, exponent: number): number {
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction > 0.5) {
    fraction -= 1;
    whole += 1;
  }
  let result = Math.exp(fraction * Math.log(base));
  for (let factor = base; whole > 0; whole = Math.floor(whole / 2), factor *= factor) {
    if (whole % 2 === 1) result *= factor;
  }
  return exponent < 0 ? 1 / result : result;
}
