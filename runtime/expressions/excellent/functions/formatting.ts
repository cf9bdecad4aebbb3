import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { findZone } from "../dates/zones.js";
import { readUrn } from "../text/urn.js";
import { format, formatDate, formatDateTime, formatNumber, formatTime } from "../values/format.js";
import { error, isError, type XValue } from "../values/value.js";
import { anything, boolean, date, datetime, define, integer, number, optional, text, time } from "./define.js";

const MAX_PLACES = 9;

/** National format of a phone number with a country code, else what the address shows of itself. */
function formatUrn(urn: string): XValue {
  const parts = readUrn(urn);
  if (isError(parts)) return parts;
  if (parts.display !== "") return parts.display;
  if (parts.scheme !== "tel") return parts.path;
  return parsePhoneNumberFromString(parts.path)?.formatNational() ?? parts.path;
}

export const formattingFunctions = [
  define("format", [anything], (environment, { argument }) => format(environment, argument)),
  define("format_date", [date, optional(text)], (environment, of, layout) => formatDate(environment, of, layout)),
  define("format_time", [time, optional(text)], (environment, of, layout) => formatTime(environment, of, layout)),
  define("format_datetime", [datetime, optional(text), optional(text)], (environment, of, layout, zoneName) => {
    const zone = zoneName === undefined ? environment.timezone : findZone(zoneName);
    return zone === undefined ? error(`unknown time zone ${zoneName}`) : formatDateTime(environment, of, layout, zone);
  }),
  define(
    "format_number",
    [number, optional(integer), optional(boolean)],
    (environment, of, places, isGrouped = true) => {
      if (places !== undefined && (places < 0 || places > MAX_PLACES)) {
        return error(`must take 0-${MAX_PLACES} number of places, got ${places}`);
      }
      return formatNumber(of, environment.numberFormat, places === undefined ? { isGrouped } : { places, isGrouped });
    },
  ),
  /** The last place of a location's path. */
  define("format_location", [text], (_environment, path) => path.split(">").at(-1)?.trim() ?? ""),
  define("format_urn", [text], (_environment, urn) => formatUrn(urn)),
];
