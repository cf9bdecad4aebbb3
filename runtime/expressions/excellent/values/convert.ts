import { inZone, localDate, startOfDay, toLocal } from "../dates/zones.js";
import { readDate, readDateTime, readTime } from "../dates/read.js";
import type { Environment } from "../environment.js";
import { array, type XArray } from "./array.js";
import type { XFunction } from "./function.js";
import { type Decimal, readNumber, renderNumber } from "./number.js";
import { object, type XObject } from "./object.js";
import { describe } from "./render.js";
import { time, type XDate, type XDateTime, type XTime } from "./temporal.js";
import { error, isError, isNumber, tagged, type XError, type XValue } from "./value.js";

/*
 * Conversions between types (goflow.md section 21). Each returns an error value where the rules allow no conversion,
 * and an error that it is given as it is.
 */

const MAX_INTEGER = 2_147_483_647;
const MIN_INTEGER = -2_147_483_648;

function unableTo(value: XValue, target: string): XError {
  return isError(value) ? value : error(`unable to convert ${describe(value)} to ${target}`);
}

/** The value an object stands for, if it stands for one. */
function defaultOf(value: XValue): XValue | undefined {
  const of = tagged(value);
  return of?.type === "object" ? of.default : undefined;
}

/** Numbers, texts that are one, objects by their default. Neither null nor booleans are numbers. */
export function toNumber(value: XValue): Decimal | XError {
  if (isNumber(value)) return value;
  if (typeof value === "string") return readNumber(value.trim()) ?? unableTo(value, "a number");
  const standIn = defaultOf(value);
  return standIn === undefined ? unableTo(value, "a number") : toNumber(standIn);
}

/** A number cut towards zero to a whole one of 32 bits. */
export function toInteger(value: XValue): number | XError {
  const number = toNumber(value);
  if (isError(number)) return number;
  const whole = number.trunc();
  if (whole.gt(MAX_INTEGER) || whole.lt(MIN_INTEGER)) {
    return error(`number value ${renderNumber(number)} is out of range for an integer`);
  }
  return whole.toNumber() + 0;
}

/** Whether the value counts as true. Note that the texts "0" and "no" do. */
export function toBoolean(value: XValue): boolean | XError {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "" && value.toLowerCase() !== "false";
  if (isNumber(value)) return !value.isZero();
  const of = tagged(value);
  switch (of?.type) {
    case "date":
      return of.year !== 0 || of.month !== 0 || of.day !== 0;
    case "time":
      return of.hour !== 0 || of.minute !== 0 || of.second !== 0 || of.nanosecond !== 0;
    case "array":
      return of.length > 0;
    case "object":
      return of.default !== undefined ? toBoolean(of.default) : of.size > 0;
    case "error":
      return of;
    case "datetime":
    case "function":
    case undefined:
      return true;
  }
}

export function toDate(environment: Environment, value: XValue): XDate | XError {
  if (typeof value === "string") return readDate(environment, value) ?? unableTo(value, "a date");
  const of = tagged(value);
  if (of?.type === "date") return of;
  if (of?.type === "datetime") return localDate(inZone(of, environment.timezone));
  const standIn = defaultOf(value);
  return standIn === undefined ? unableTo(value, "a date") : toDate(environment, standIn);
}

/** Numbers are hours, 24 being midnight. */
export function toTime(environment: Environment, value: XValue): XTime | XError {
  if (typeof value === "string") return readTime(value) ?? unableTo(value, "a time");
  if (isNumber(value)) {
    const hour = value.trunc().toNumber();
    return hour >= 0 && hour <= 24 ? time(hour % 24, 0) : unableTo(value, "a time");
  }
  const of = tagged(value);
  if (of?.type === "time") return of;
  if (of?.type === "datetime") return toLocal(of).time;
  const standIn = defaultOf(value);
  return standIn === undefined ? unableTo(value, "a time") : toTime(environment, standIn);
}

export function toDateTime(environment: Environment, value: XValue): XDateTime | XError {
  return convertDateTime(environment, value, "midnight");
}

/** As `toDateTime`, but a text with a date alone gets the current time of day. */
export function toDateTimeFilled(environment: Environment, value: XValue): XDateTime | XError {
  return convertDateTime(environment, value, "now");
}

function convertDateTime(environment: Environment, value: XValue, missingTime: "midnight" | "now"): XDateTime | XError {
  if (typeof value === "string") return readDateTime(environment, value, missingTime) ?? unableTo(value, "a datetime");
  const of = tagged(value);
  if (of?.type === "datetime") return of;
  if (of?.type === "date") return startOfDay(of, environment.timezone);
  const standIn = defaultOf(value);
  return standIn === undefined ? unableTo(value, "a datetime") : convertDateTime(environment, standIn, missingTime);
}

/** Null is an empty array. */
export function toArray(value: XValue): XArray | XError {
  if (value === null) return array([]);
  const of = tagged(value);
  return of?.type === "array" ? of : unableTo(value, "an array");
}

/** Null is an empty object. */
export function toObject(value: XValue): XObject | XError {
  if (value === null) return object({});
  const of = tagged(value);
  return of?.type === "object" ? of : unableTo(value, "an object");
}

/** The function, or undefined: functions are not made from other values. */
export function asFunction(value: XValue): XFunction | undefined {
  const of = tagged(value);
  return of?.type === "function" ? of : undefined;
}
