import { error, type XError } from "../values/value.js";
import { dateTime, type XDateTime } from "../values/temporal.js";
import { daysFromDate, normalizedDate } from "./calendar.js";
import { fromLocal, toLocal } from "./zones.js";

const UNITS = ["s", "m", "h", "D", "W", "M", "Y"] as const;

/** Seconds, minutes, hours; days, weeks, months, years. */
export type Unit = (typeof UNITS)[number];

const SECONDS: Record<"s" | "m" | "h", number> = { s: 1, m: 60, h: 3600 };

export function readUnit(text: string): Unit | XError {
  const unit = UNITS.find((one) => one === text);
  return unit ?? error(`unknown unit: XText("${text}"), must be one of ${UNITS.join(", ")}`);
}

/**
 * Clock units are exact durations; calendar units keep the time of day and carry days over that a month does not
 * have.
 */
export function addUnits(to: XDateTime, count: number, unit: Unit): XDateTime {
  if (unit === "s" || unit === "m" || unit === "h") {
    return dateTime(to.epochSecond + count * SECONDS[unit], to.nanosecond, to.zone);
  }
  const { date, time } = toLocal(to);
  const years = unit === "Y" ? count : 0;
  const months = unit === "M" ? count : 0;
  const days = unit === "D" ? count : unit === "W" ? count * 7 : 0;
  return fromLocal(normalizedDate(date.year + years, date.month + months, date.day + days), time, to.zone);
}

/** `to` minus `from`: clock units cut towards zero, calendar units by the calendars of each one's own zone. */
export function differenceIn(unit: Unit, from: XDateTime, to: XDateTime): number {
  if (unit === "s" || unit === "m" || unit === "h") {
    const nanoseconds =
      BigInt(to.epochSecond - from.epochSecond) * 1_000_000_000n + BigInt(to.nanosecond - from.nanosecond);
    return Number(nanoseconds / (BigInt(SECONDS[unit]) * 1_000_000_000n));
  }
  const [a, b] = [toLocal(from).date, toLocal(to).date];
  if (unit === "Y") return b.year - a.year;
  if (unit === "M") return (b.year - a.year) * 12 + b.month - a.month;
  const days = daysFromDate(b.year, b.month, b.day) - daysFromDate(a.year, a.month, a.day);
  return unit === "D" ? days : Math.trunc(days / 7) + 0;
}
