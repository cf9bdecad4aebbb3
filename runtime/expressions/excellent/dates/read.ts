import type { Environment } from "../environment.js";
import { time, type XDate, type XDateTime, type XTime } from "../values/temporal.js";
import { isCalendarDate, normalizedDate } from "./calendar.js";
import { readIsoDateTime } from "./iso.js";
import { fromLocal, inZone, localDate, startOfDay, toLocal } from "./zones.js";

/*
 * Dates and times that people write (goflow.md section 24). The patterns are found anywhere in a text, on word
 * boundaries; they have no nested repetition, so that their cost is linear in the text.
 */

const SEPARATOR = String.raw`[-.\\/_ ]`;
const YEAR_FIRST = new RegExp(String.raw`\b(\d{4}|\d{2})${SEPARATOR}(\d{1,2})${SEPARATOR}(\d{1,2})\b`, "g");
const YEAR_LAST = new RegExp(String.raw`\b(\d{1,2})${SEPARATOR}(\d{1,2})${SEPARATOR}(\d{4}|\d{2})\b`, "g");
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const TIME = /\b(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d+))?)?)?\W*([aApP][mM])?\b/g;

/** Which group of its pattern each part of a date is in, by the environment's date format. */
const ORDERS: Record<string, { pattern: RegExp; year: number; month: number; day: number }> = {
  "YYYY-MM-DD": { pattern: YEAR_FIRST, year: 1, month: 2, day: 3 },
  "MM-DD-YYYY": { pattern: YEAR_LAST, year: 3, month: 1, day: 2 },
  "DD-MM-YYYY": { pattern: YEAR_LAST, year: 3, month: 2, day: 1 },
};

/** Where a date ended in a text, so that a time is looked for behind it. */
interface FoundDate {
  readonly date: XDate;
  readonly rest: string;
}

/**
 * The first date in a text; undefined if there is none. A day whose first hour a clock change skips begins on the day before, as
 * in the reference engine.
 */
export function readDate(environment: Environment, text: string): XDate | undefined {
  const found = findDate(environment, text.trim());
  return found && localDate(startOfDay(found.date, environment.timezone));
}

/** The first time of day in a text; undefined if there is none. */
export function readTime(text: string): XTime | undefined {
  for (const match of text.matchAll(TIME)) {
    const found = timeFromMatch(match);
    if (found) return found;
  }
  return undefined;
}

/** The time of day used where a text has a date alone. */
export type MissingTime = "midnight" | "now";

/**
 * The first date and time in a text: a full ISO datetime in its own zone, or else a date and maybe a time behind it
 * in the environment's zone. Undefined if there is no date.
 */
export function readDateTime(
  environment: Environment,
  text: string,
  missingTime: MissingTime = "midnight",
): XDateTime | undefined {
  const trimmed = text.trim();
  const iso = readIsoDateTime(trimmed, environment.timezone);
  if (iso) return iso;
  const found = findDate(environment, trimmed);
  if (!found) return undefined;
  return fromLocal(found.date, readTime(found.rest) ?? timeFor(environment, missingTime), environment.timezone);
}

function timeFor(environment: Environment, missingTime: MissingTime): XTime {
  return missingTime === "now" ? toLocal(inZone(environment.now(), environment.timezone)).time : time(0, 0);
}

function findDate(environment: Environment, text: string): FoundDate | undefined {
  const iso = ISO_DATE.exec(text);
  if (iso) {
    const [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
    if (isCalendarDate(year, month, day)) return { date: normalizedDate(year, month, day), rest: text.slice(10) };
  }
  const order = ORDERS[environment.dateFormat];
  if (!order) return undefined;
  for (const match of text.matchAll(order.pattern)) {
    const month = Number(match[order.month]);
    const day = Number(match[order.day]);
    if (day < 1 || day > 31 || month < 1 || month > 12) continue;
    const year = readYear(environment, match[order.year] ?? "");
    return { date: normalizedDate(year, month, day), rest: text.slice(match.index + match[0].length) };
  }
  return undefined;
}

/** Two digits above those of the current year mean the last century. */
function readYear(environment: Environment, digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  const currentYear = toLocal(inZone(environment.now(), environment.timezone)).date.year;
  return year > currentYear % 100 ? 1900 + year : 2000 + year;
}

/** Hour 24 and minutes or seconds of 60 are accepted and carried over, as the reference engine does. */
function timeFromMatch(match: RegExpExecArray): XTime | undefined {
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const second = Number(match[3] ?? 0);
  if (hour > 24 || minute > 60 || second > 60) return undefined;
  const half = match[5]?.toLowerCase();
  const hourOfDay = half === "am" && hour === 12 ? 0 : half === "pm" && hour < 12 ? hour + 12 : hour;
  const nanosecond = Number((match[4] ?? "").slice(0, 9).padEnd(9, "0"));
  const total = (hourOfDay * 60 + minute) * 60 + second;
  return time(Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60, nanosecond);
}
