import type { Json } from "../json.js";

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const MAX_DAYS = 10_675_199;

/**
 * Reads a timespan such as `1.06:30:15`, `00:02:00` or `2` (days) as milliseconds; undefined: it is none
 * (8x8-automation.md section 4, D19).
 */
export function readTimespan(value: Json | undefined): number | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const match = /^(?:([0-9]{1,8})|(?:([0-9]{1,8})\.)?([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}))$/.exec(text);
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = [match[1] ?? match[2], match[3], match[4], match[5]].map((part) =>
    Number(part ?? 0),
  );
  if (days! > MAX_DAYS || hours! > 23 || minutes! > 59 || seconds! > 59) return undefined;
  return days! * DAY_MS + ((hours! * 60 + minutes!) * 60 + seconds!) * SECOND_MS;
}
