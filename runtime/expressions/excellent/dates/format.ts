import { renderDigits } from "../text/digits.js";
import { isError, type XError } from "../values/value.js";
import { weekday } from "./calendar.js";
import { type LayoutKind, readLayout } from "./layout.js";
import { calendarNames } from "./names.js";
import { formatOffset, type LocalDateTime } from "./zones.js";

/** What a layout is filled with; a date alone has no time and a time alone no date, and neither is asked for it. */
export type Moment = LocalDateTime;

/** A date, time or datetime by a layout, with names in the language of a locale ("" or unknown: American English). */
export function formatMoment(moment: Moment, layout: string, kind: LayoutKind, locale: string): string | XError {
  const parts = readLayout(layout, kind, "formatting");
  if (isError(parts)) return parts;
  return parts.map((part) => (part.type === "literal" ? part.text : formatField(moment, part.field, locale))).join("");
}

function formatField(moment: Moment, field: string, locale: string): string {
  const { date, time, offsetSeconds } = moment;
  switch (field) {
    case "YYYY":
      return renderDigits(date.year, 4);
    case "YY":
      return renderDigits(((date.year % 100) + 100) % 100, 2);
    case "M":
    case "MM":
      return renderDigits(date.month, field.length);
    case "MMM":
      return calendarNames(locale).shortMonths[date.month - 1] ?? "";
    case "MMMM":
      return calendarNames(locale).months[date.month - 1] ?? "";
    case "D":
    case "DD":
      return renderDigits(date.day, field.length);
    case "EEE":
      return calendarNames(locale).shortDays[weekday(date)] ?? "";
    case "EEEE":
      return calendarNames(locale).days[weekday(date)] ?? "";
    case "h":
    case "hh":
      return renderDigits(time.hour % 12 === 0 ? 12 : time.hour % 12, field.length);
    case "t":
      // Nothing at midnight: so the reference engine does, and its authors write tt.
      return time.hour === 0 ? "" : String(time.hour);
    case "tt":
      return renderDigits(time.hour, 2);
    case "m":
    case "mm":
      return renderDigits(time.minute, field.length);
    case "s":
    case "ss":
      return renderDigits(time.second, field.length);
    case "aa":
    case "AA":
      return halfOfDay(time.hour, field === "AA", locale);
    case "Z":
      return offsetSeconds === 0 ? "Z" : formatOffset(offsetSeconds, ":");
    case "ZZZ":
      return formatOffset(offsetSeconds, ":");
    default:
      // fff, ffffff or fffffffff
      return renderDigits(time.nanosecond, 9).slice(0, field.length);
  }
}

function halfOfDay(hour: number, isUpperCase: boolean, locale: string): string {
  const name = calendarNames(locale).halfDays[hour < 12 ? 0 : 1] ?? "";
  return isUpperCase ? name.toUpperCase() : name.toLowerCase();
}
