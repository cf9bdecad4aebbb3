import { normalizedDate, weekday, weekNumber } from "../dates/calendar.js";
import { addUnits, differenceIn, readUnit } from "../dates/units.js";
import { parseDateTime, parseTime } from "../dates/parse.js";
import { findZone, formatOffset, fromLocal, inZone, localDate, toLocal, zoneName } from "../dates/zones.js";
import type { Environment } from "../environment.js";
import { toDateTime, toInteger, toNumber } from "../values/convert.js";
import { Decimal, toInt64 } from "../values/number.js";
import { dateTime, time as makeTime, type XDateTime } from "../values/temporal.js";
import { error, isError, type XValue } from "../values/value.js";
import { date, datetime, define, defineRaw, integer, number, optional, text, time, toArgument } from "./define.js";

const NANOSECONDS = 1_000_000_000n;

/** Counts of nanoseconds have 64 bits: outside the years 1678-2262 they wrap around, as in the reference engine. */
function fromEpoch(seconds: Decimal, zone: string): XDateTime {
  const nanoseconds = toInt64(seconds.times(1e9));
  const nanosecond = ((nanoseconds % NANOSECONDS) + NANOSECONDS) % NANOSECONDS;
  return dateTime(Number((nanoseconds - nanosecond) / NANOSECONDS), Number(nanosecond), zone);
}

function dateTimeAdd(environment: Environment, args: readonly XValue[]): XValue {
  if (args.length !== 3) return error(`takes exactly three arguments, received ${args.length}`);
  const to = toArgument(datetime, environment, args[0] ?? null);
  if (isError(to)) return to;
  const count = toArgument(integer, environment, args[1] ?? null);
  if (isError(count)) return count;
  const unitText = toArgument(text, environment, args[2] ?? null);
  if (isError(unitText)) return unitText;
  const unit = readUnit(unitText);
  return isError(unit) ? unit : addUnits(to, count, unit);
}

/** What `+` meant before version 13 of the language: days added to a date, or a sum. */
function legacyAdd(environment: Environment, left: XValue, right: XValue): XValue {
  const [leftDate, rightDate] = [toDateTime(environment, left), toDateTime(environment, right)];
  if (!isError(leftDate) && !isError(rightDate)) return error("cannot operate on two dates");
  const day = !isError(leftDate) ? leftDate : rightDate;
  const other = toNumber(!isError(leftDate) ? right : left);
  if (isError(other)) return other;
  if (isError(day)) {
    const last = toNumber(right);
    return isError(last) ? last : other.plus(last);
  }
  const days = toInteger(other);
  return isError(days) ? error("cannot operate on integers greater than 32 bit") : addUnits(day, days, "D");
}

export const dateFunctions = [
  define("now", [], (environment) => inZone(environment.now(), environment.timezone)),
  define("today", [], (environment) => localDate(inZone(environment.now(), environment.timezone))),
  /** A datetime by a strict layout; without an offset it is in the zone given, or in the environment's. */
  define("parse_datetime", [text, text, optional(text)], (environment, of, layout, name) => {
    const zone = name === undefined ? environment.timezone : findZone(name);
    return zone === undefined ? error(`unknown time zone ${name}`) : parseDateTime(of, layout, zone);
  }),
  define("parse_time", [text, text], (_environment, of, layout) => parseTime(of, layout)),
  define("datetime_from_epoch", [number], (environment, seconds) => fromEpoch(seconds, environment.timezone)),
  /** Seconds since 1970, with a fraction. */
  define("epoch", [datetime], (_environment, of) => new Decimal(of.nanosecond).div(1e9).plus(of.epochSecond)),
  /** The second datetime minus the first, in whole units. */
  define("datetime_diff", [datetime, datetime, text], (_environment, from, to, unitText) => {
    const unit = readUnit(unitText);
    return isError(unit) ? unit : new Decimal(differenceIn(unit, from, to));
  }),
  defineRaw("datetime_add", 0, undefined, dateTimeAdd),
  defineRaw("legacy_add", 2, 2, (environment, [left = null, right = null]) => legacyAdd(environment, left, right)),
  define("replace_time", [datetime, time], (_environment, of, clock) => fromLocal(localDate(of), clock, of.zone)),
  define("tz", [datetime], (_environment, of) => zoneName(of.zone)),
  define("tz_offset", [datetime], (_environment, of) => formatOffset(toLocal(of).offsetSeconds, "")),
  /** The month must exist; a day that does not is carried over. */
  define("date_from_parts", [integer, integer, integer], (_environment, year, month, day) => {
    if (month < 1 || month > 12) return error("invalid value for month, must be 1-12");
    return normalizedDate(year, month, day);
  }),
  define("time_from_parts", [integer, integer, integer], (_environment, hour, minute, second) => {
    if (hour < 0 || hour > 23) return error("invalid value for hour, must be 0-23");
    if (minute < 0 || minute > 59) return error("invalid value for minute, must be 0-59");
    if (second < 0 || second > 59) return error("invalid value for second, must be 0-59");
    return makeTime(hour, minute, second);
  }),
  /** Sunday is 0. */
  define("weekday", [date], (_environment, of) => new Decimal(weekday(of))),
  define("week_number", [date], (_environment, of) => new Decimal(weekNumber(of))),
];
