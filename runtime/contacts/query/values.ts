import { Decimal, type Environment, localDate, readDateTime } from "../../expressions/excellent/index.js";
import { startOfDay } from "../../expressions/excellent/dates/zones.js";

const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,5})?$/i;
const SECONDS_PER_DAY = 86_400;

/** A query's value as a number; undefined if it is none. */
export function numberValue(value: string): Decimal | undefined {
  return NUMBER.test(value) ? new Decimal(value) : undefined;
}

/** A day as an interval of seconds since 1970 UTC; the end is no part of it. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

/**
 * A query's value as the day it names in the environment's timezone; undefined if it names none. It is taken to have 24 hours
 * even when clocks change.
 */
export function dayValue(value: string, environment: Environment): Day | undefined {
  const date = readDateTime(environment, value);
  if (!date) return undefined;
  const start = startOfDay(localDate(date), environment.timezone).epochSecond;
  return { start, end: start + SECONDS_PER_DAY };
}
