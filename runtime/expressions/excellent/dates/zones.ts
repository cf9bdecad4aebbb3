import { IANAZone } from "luxon";
import { dateTime, time, type XDate, type XDateTime, type XTime } from "../values/temporal.js";
import { dateFromDays, daysFromDate } from "./calendar.js";

const SECONDS_PER_DAY = 86_400;
/** Zone rules are only asked for instants that library dates can express. */
const MAX_RULE_SECOND = 8.64e12;
const FIXED_OFFSET = /^([+-])(\d\d):(\d\d)$/;

type OffsetAt = (epochSecond: number) => number;

/** Zones used so far; the world has some 600 names, and offsets written in text are few. */
const zones = new Map<string, OffsetAt | undefined>([["UTC", () => 0]]);

/**
 * The zone of a name as an author writes it, "" being UTC; undefined if there is none. Case matters, as in zone
 * files.
 */
export function findZone(name: string): string | undefined {
  if (name === "") return "UTC";
  return zoneRules(name) && !FIXED_OFFSET.test(name) ? name : undefined;
}

/**
 * The instant of a local time that was written with an offset. Its zone is the one given if that has the offset then,
 * else one of the offset alone.
 */
export function fromOffset(
  day: { year: number; month: number; day: number },
  clock: { hour: number; minute: number; second: number; nanosecond: number },
  offsetSeconds: number,
  zone: string,
): XDateTime {
  const instant = fromLocal(day, clock, formatOffset(offsetSeconds, ":"));
  return offsetAt(zone, instant.epochSecond) === offsetSeconds ? inZone(instant, zone) : instant;
}

/** The zone's name as `tz` shows it: times written with an offset have none. */
export function zoneName(zone: string): string {
  return FIXED_OFFSET.test(zone) ? "" : zone;
}

/** "+02:00" with ":" as separator, "+0200" with none. Seconds of historical offsets are cut off. */
export function formatOffset(offsetSeconds: number, separator: ":" | ""): string {
  const minutes = Math.trunc(Math.abs(offsetSeconds) / 60);
  const hour = String(Math.trunc(minutes / 60)).padStart(2, "0");
  return (offsetSeconds < 0 ? "-" : "+") + hour + separator + String(minutes % 60).padStart(2, "0");
}

/** Seconds east of UTC at an instant; 0 for a zone that is not known. */
function offsetAt(zone: string, epochSecond: number): number {
  if (zone === "UTC") return 0;
  return zoneRules(zone)?.(epochSecond) ?? 0;
}

export interface LocalDateTime {
  readonly date: XDate;
  readonly time: XTime;
  readonly offsetSeconds: number;
}

/** What calendars and clocks of the datetime's zone show. */
export function toLocal(value: XDateTime): LocalDateTime {
  const offsetSeconds = offsetAt(value.zone, value.epochSecond);
  const local = value.epochSecond + offsetSeconds;
  const days = Math.floor(local / SECONDS_PER_DAY);
  const second = local - days * SECONDS_PER_DAY;
  return {
    date: dateFromDays(days),
    time: time(Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60, value.nanosecond),
    offsetSeconds,
  };
}

/**
 * The instant at which clocks of a zone show a date and time. Parts may overflow. A time that a clock change skips is
 * moved by the change; of a time that occurs twice, one of the two is taken.
 */
export function fromLocal(
  day: { year: number; month: number; day: number },
  clock: { hour: number; minute: number; second: number; nanosecond: number },
  zone: string,
): XDateTime {
  const days = daysFromDate(day.year, day.month, day.day);
  const local = days * SECONDS_PER_DAY + clock.hour * 3600 + clock.minute * 60 + clock.second;
  const guess = offsetAt(zone, local);
  const offset = guess === 0 ? 0 : offsetAt(zone, local - guess);
  return dateTime(local - offset, clock.nanosecond, zone);
}

/** Midnight at the start of a day in a zone. */
export function startOfDay(day: XDate, zone: string): XDateTime {
  return fromLocal(day, time(0, 0), zone);
}

/** The same instant in another zone. */
export function inZone(value: XDateTime, zone: string): XDateTime {
  return value.zone === zone ? value : dateTime(value.epochSecond, value.nanosecond, zone);
}

/** The day it is in the datetime's zone. */
export function localDate(value: XDateTime): XDate {
  return toLocal(value).date;
}

function zoneRules(name: string): OffsetAt | undefined {
  if (zones.has(name)) return zones.get(name);
  const rules = makeZoneRules(name);
  if (rules) zones.set(name, rules);
  return rules;
}

function makeZoneRules(name: string): OffsetAt | undefined {
  const fixed = FIXED_OFFSET.exec(name);
  if (fixed) {
    const seconds = (Number(fixed[2]) * 60 + Number(fixed[3])) * 60 * (fixed[1] === "-" ? -1 : 1);
    return () => seconds;
  }
  if (!/^[A-Z]/.test(name) || !IANAZone.isValidZone(name)) return undefined;
  const zone = IANAZone.create(name);
  return (epochSecond) => {
    const second = Math.min(Math.max(epochSecond, -MAX_RULE_SECOND), MAX_RULE_SECOND);
    return Math.round(zone.offset(second * 1000) * 60);
  };
}
