import { date, type XDate } from "../values/temporal.js";

/*
 * The proleptic Gregorian calendar over any year. Library dates end at the year 275,760 and cannot normalize
 * overflowing days, which date_from_parts, datetime_add and dates in text do (goflow.md sections 23 and 24).
 */

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468;

/** Days since 1970-01-01. Month and day may overflow in either direction: they are carried over. */
export function daysFromDate(year: number, month: number, day: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  const monthInYear = (((month - 1) % 12) + 12) % 12;
  // Years are counted from March, so that the leap day is a year's last.
  const marchYear = monthInYear < 2 ? carried - 1 : carried;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((monthInYear + 10) % 12) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT + day - 1;
}

/** The date so many days after 1970-01-01. */
export function dateFromDays(days: number): XDate {
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return date(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The date of parts whose month or day may overflow: 31 February is 3 March (2 in a leap year). */
export function normalizedDate(year: number, month: number, day: number): XDate {
  return dateFromDays(daysFromDate(year, month, day));
}

/** Whether the day exists in its month. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysFromDate(year, month + 1, 1) - daysFromDate(year, month, 1);
}

/** Sunday is 0. */
export function weekday(value: XDate): number {
  const days = daysFromDate(value.year, value.month, value.day);
  return (((days + 4) % 7) + 7) % 7;
}

/**
 * Week of the year; weeks start on Sunday and that of 1 January is 1. In a year that begins on a Sunday it is 2: what
 * the reference engine counts.
 */
export function weekNumber(value: XDate): number {
  const dayOfYear = daysFromDate(value.year, value.month, value.day) - daysFromDate(value.year, 1, 1);
  return Math.floor((dayOfYear + (weekday(date(value.year, 1, 1)) || 7)) / 7) + 1;
}

/** Negative if a is before b, 0 if they are the same day. */
export function compareDates(a: XDate, b: XDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}
