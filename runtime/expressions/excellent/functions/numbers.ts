import { Decimal, divide, type Rounding } from "../values/number.js";
import { error } from "../values/value.js";
import { define, defineVariadic, integer, number, optional } from "./define.js";

/** Decimal places beyond which rounding has nothing to do; negative ones beyond which nothing is left. */
const MAX_PLACES = 10_000;

/** The number at so many places; negative places round before the decimal point. */
function round(of: Decimal, places: number, rounding: Rounding): Decimal {
  const bounded = Math.min(Math.max(places, -MAX_PLACES), MAX_PLACES);
  if (bounded >= 0) return of.toDecimalPlaces(bounded, rounding);
  const unit = new Decimal(10).pow(-bounded);
  return of.div(unit).toDecimalPlaces(0, rounding).times(unit);
}

function sum(numbers: readonly Decimal[]): Decimal {
  return numbers.reduce((total, one) => total.plus(one), new Decimal(0));
}

export const numberFunctions = [
  define("abs", [number], (_environment, of) => of.abs()),
  /** Half away from zero. */
  define("round", [number, optional(integer)], (_environment, of, places = 0) =>
    round(of, places, Decimal.ROUND_HALF_UP),
  ),
  define("round_up", [number, optional(integer)], (_environment, of, places = 0) =>
    round(of, places, Decimal.ROUND_CEIL),
  ),
  define("round_down", [number, optional(integer)], (_environment, of, places = 0) =>
    round(of, places, Decimal.ROUND_FLOOR),
  ),
  defineVariadic("max", 1, number, (_environment, numbers) => Decimal.max(...numbers)),
  defineVariadic("min", 1, number, (_environment, numbers) => Decimal.min(...numbers)),
  defineVariadic("mean", 1, number, (_environment, numbers) => divide(sum(numbers), new Decimal(numbers.length))),
  /**
   * The remainder of a division, with the sign of the dividend. The reference engine crashes where we give an error.
   */
  define("mod", [number, number], (_environment, dividend, divisor) =>
    divisor.isZero() ? error("division by zero") : dividend.mod(divisor),
  ),
  /** A number in [0, 1). */
  define("rand", [], (environment) => new Decimal(environment.random())),
  /** A whole number between two others, both included. */
  define("rand_between", [number, number], (environment, from, to) =>
    new Decimal(environment.random()).times(to.minus(from).plus(1)).plus(from).floor(),
  ),
];
