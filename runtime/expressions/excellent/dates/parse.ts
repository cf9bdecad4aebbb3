import { time, type XDate, type XDateTime, type XTime } from "../values/temporal.js";
import { error, isError, type XError } from "../values/value.js";
import { isCalendarDate, normalizedDate } from "./calendar.js";
import { type LayoutKind, type LayoutPart, readLayout } from "./layout.js";
import { type Reading, readField, readLiteral, skipFraction } from "./parse-fields.js";
import { fromLocal, fromOffset } from "./zones.js";

/** Reads a whole text by a layout, strictly; a datetime without an offset is in the zone given. */
export function parseDateTime(text: string, layout: string, zone: string): XDateTime | XError {
  const read = parse(text, layout, "datetime");
  if (isError(read)) return read;
  if (read.isUtc) return fromLocal(read, clockOf(read), "UTC");
  if (read.offsetSeconds === undefined) return fromLocal(read, clockOf(read), zone);
  return fromOffset(read, clockOf(read), read.offsetSeconds, zone);
}

/** Reads a whole text by a layout of a date. */
export function parseDate(text: string, layout: string): XDate | XError {
  const read = parse(text, layout, "date");
  return isError(read) ? read : normalizedDate(read.year, read.month, read.day);
}

/** Reads a whole text by a layout of a time. */
export function parseTime(text: string, layout: string): XTime | XError {
  const read = parse(text, layout, "time");
  return isError(read) ? read : clockOf(read);
}

function clockOf({ hour, minute, second, nanosecond, half }: Reading): XTime {
  const hourOfDay = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  return time(hourOfDay, minute, second, nanosecond);
}

function parse(text: string, layout: string, kind: LayoutKind): Reading | XError {
  const parts = readLayout(layout, kind, "parsing");
  if (isError(parts)) return parts;
  const steps = joinParts(parts);
  const reading: Reading = { rest: text, year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0 };
  for (const [index, step] of steps.entries()) {
    const isRead = step.type === "literal" ? readLiteral(reading, step.text) : readField(reading, step.field);
    if (!isRead) return cannotParse(reading.rest, step.type === "literal" ? step.text : step.field);
    const next = steps[index + 1];
    const fractionFollows = next?.type === "field" && next.field.includes("f");
    if (step.type === "field" && step.field.startsWith("s") && !fractionFollows) skipFraction(reading);
  }
  if (reading.rest !== "") return cannotParse(reading.rest, "");
  return isCalendarDate(reading.year, reading.month, reading.day) ? reading : cannotParse("", "");
}

function cannotParse(rest: string, as: string): XError {
  return error(`cannot parse '${rest}' as '${as}'`);
}

/** Neighbouring literals as one, which is what an error shows; the point before a fraction belongs to it. */
function joinParts(parts: readonly LayoutPart[]): LayoutPart[] {
  const joined: LayoutPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.type === "literal" && part.type === "literal") {
      joined.splice(-1, 1, { type: "literal", text: last.text + part.text });
    } else if (
      last?.type === "literal" &&
      last.text.endsWith(".") &&
      part.type === "field" &&
      part.field.startsWith("f")
    ) {
      const before = last.text.slice(0, -1);
      joined.splice(-1, 1, ...(before === "" ? [] : [{ type: "literal", text: before } as const]));
      joined.push({ type: "field", field: `.${part.field}` });
    } else joined.push(part);
  }
  return joined;
}
