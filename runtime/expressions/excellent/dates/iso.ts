import { renderDigits } from "../text/digits.js";
import type { XDate, XDateTime, XTime } from "../values/temporal.js";
import { isCalendarDate } from "./calendar.js";
import { formatOffset, fromLocal, fromOffset, toLocal } from "./zones.js";

const ISO_DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * A whole text that is an ISO datetime with an offset, seconds and fraction optional; undefined if it is anything
 * else. An offset that the zone given has at that time stands for the zone.
 */
export function readIsoDateTime(text: string, zone = "UTC"): XDateTime | undefined {
  const match = ISO_DATE_TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  if (!isCalendarDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const nanosecond = Number((match[7] ?? "").slice(0, 9).padEnd(9, "0"));
  if (match[8] === undefined) return fromLocal({ year, month, day }, { hour, minute, second, nanosecond }, "UTC");
  const offset = (Number(match[9]) * 60 + Number(match[10])) * 60 * (match[8] === "-" ? -1 : 1);
  return fromOffset({ year, month, day }, { hour, minute, second, nanosecond }, offset, zone);
}

/** "2018-04-09" */
export function renderDate(value: XDate): string {
  return `${renderDigits(value.year, 4)}-${renderDigits(value.month, 2)}-${renderDigits(value.day, 2)}`;
}

/** "17:01:30.000000": microseconds, what is finer is cut off. */
export function renderTime(value: XTime): string {
  const microsecond = Math.floor(value.nanosecond / 1000);
  const parts = [value.hour, value.minute, value.second].map((part) => renderDigits(part, 2));
  return `${parts.join(":")}.${renderDigits(microsecond, 6)}`;
}

/** "2018-04-09T17:01:30.000000Z", with an offset in place of the Z in other zones than UTC. */
export function renderDateTime(value: XDateTime): string {
  const local = toLocal(value);
  const offset = local.offsetSeconds === 0 ? "Z" : formatOffset(local.offsetSeconds, ":");
  return `${renderDate(local.date)}T${renderTime(local.time)}${offset}`;
}
