import { formatMoment } from "../dates/format.js";
import { environmentLocale } from "../dates/locale.js";
import { inZone, toLocal } from "../dates/zones.js";
import type { Environment, NumberFormat } from "../environment.js";
import type { XArray } from "./array.js";
import { type Decimal, renderNumber } from "./number.js";
import type { XObject } from "./object.js";
import { toText } from "./render.js";
import { date, time, type XDate, type XDateTime, type XTime } from "./temporal.js";
import { isError, isNumber, tagged, type XError, type XValue } from "./value.js";

/** A value as people of the environment write it (goflow.md section 21, "format()"); errors and null are "". */
export function format(environment: Environment, value: XValue): string {
  if (isNumber(value)) return formatNumber(value, environment.numberFormat);
  const of = tagged(value);
  switch (of?.type) {
    case "date":
      return orEmpty(formatDate(environment, of));
    case "time":
      return orEmpty(formatTime(environment, of));
    case "datetime":
      return orEmpty(formatDateTime(environment, of));
    case "array":
      return formatArray(environment, of);
    case "object":
      return of.default !== undefined ? format(environment, of.default) : formatObject(environment, of);
    default:
      return orEmpty(toText(value));
  }
}

function orEmpty(text: string | XError): string {
  return isError(text) ? "" : text;
}

/** Items on one line, or as a list with dashes if one of them needs several. */
function formatArray(environment: Environment, array: XArray): string {
  const items = Array.from(array, (item) => format(environment, item));
  if (!items.some((item) => item.includes("\n"))) return items.join(", ");
  return items.map((item) => `- ${indentFurtherLines(item)}`).join("\n");
}

/** One line a property, or several indented ones below its name. */
function formatObject(environment: Environment, object: XObject): string {
  const lines = object.names.map((name) => {
    const value = format(environment, object.get(name) ?? null);
    return value.includes("\n") ? `${name}:\n  ${indentFurtherLines(value)}` : `${name}: ${value}`;
  });
  return lines.join("\n");
}

function indentFurtherLines(text: string): string {
  return text.replaceAll("\n", "\n  ");
}

/** How a number is written: decimal places 0-9, none for as many as it has; digits grouped or not. */
export interface NumberStyle {
  readonly places?: number;
  readonly isGrouped?: boolean;
}

/** A sign before three digits gets a grouping symbol, "-,123": the reference engine counts it as a digit. */
export function formatNumber(number: Decimal, symbols: NumberFormat, style: NumberStyle = {}): string {
  const text = style.places === undefined ? renderNumber(number) : number.plus(0).toFixed(style.places);
  const [whole = "", fraction] = text.split(".");
  const grouped = style.isGrouped === false ? whole : group(whole, symbols.digitGroupingSymbol);
  return fraction === undefined ? grouped : grouped + symbols.decimalSymbol + fraction;
}

function group(digits: string, symbol: string): string {
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let start = first; start < digits.length; start += 3) groups.push(digits.slice(start, start + 3));
  return groups.join(symbol);
}

const NO_DATE = date(1, 1, 1);
const NO_TIME = time(0, 0);

/** By a layout, the environment's own without one. */
export function formatDate(environment: Environment, value: XDate, layout = environment.dateFormat): string | XError {
  const moment = { date: value, time: NO_TIME, offsetSeconds: 0 };
  return formatMoment(moment, layout, "date", environmentLocale(environment));
}

export function formatTime(environment: Environment, value: XTime, layout = environment.timeFormat): string | XError {
  const moment = { date: NO_DATE, time: value, offsetSeconds: 0 };
  return formatMoment(moment, layout, "time", environmentLocale(environment));
}

/** In a zone, the environment's own without one, whatever the zone of the datetime. */
export function formatDateTime(
  environment: Environment,
  value: XDateTime,
  layout = `${environment.dateFormat} ${environment.timeFormat}`,
  zone = environment.timezone,
): string | XError {
  return formatMoment(toLocal(inZone(value, zone)), layout, "datetime", environmentLocale(environment));
}
