import {
  dateTimeFromMillis,
  readIsoDateTime,
  renderDate,
  renderDateTime,
  toLocal,
} from "../expressions/excellent/index.js";
import { formatOffset } from "../expressions/excellent/dates/zones.js";
import { renderDigits } from "../expressions/excellent/text/digits.js";

/**
 * A time as documents write it: `2018-06-20T11:40:30.123456789Z`, with as many digits of a second as it needs (up to nine) and
 * `Z` for an offset of zero. A text that is no ISO datetime stays as it is.
 */
export function canonicalTime(text: string): string {
  const value = readIsoDateTime(text);
  if (!value) return text;
  const { date, time, offsetSeconds } = toLocal(value);
  const clock = [time.hour, time.minute, time.second].map((part) => renderDigits(part, 2)).join(":");
  const fraction = renderDigits(time.nanosecond, 9).replace(/0+$/, "");
  const offset = offsetSeconds === 0 ? "Z" : formatOffset(offsetSeconds, ":");
  return `${renderDate(date)}T${clock}${fraction && `.${fraction}`}${offset}`;
}

/** An instant (milliseconds since 1970 UTC) as values of the expression language are written. */
export function timeText(at: number): string {
  return renderDateTime(dateTimeFromMillis(at, "UTC"));
}

/** A time as values of the expression language are written: always six digits of a second. */
export function canonicalDateTime(text: string): string {
  const value = readIsoDateTime(text);
  return value ? renderDateTime(value) : text;
}
