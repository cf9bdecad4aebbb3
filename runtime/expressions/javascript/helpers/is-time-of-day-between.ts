import { IANAZone } from "luxon";
import type { Json } from "../../../json.js";
import { windowsZones } from "../windows-zones.js";
import { type Helper, HelperArgumentError, requireText } from "./helper.js";
import { requireTimestamp } from "./timestamp.js";

const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

const IANA_OF_WINDOWS = new Map(windowsZones.map((zone) => [zone.id.toLowerCase(), zone.iana]));

/** Both ends belong to the interval; whole seconds count; from later than to goes over midnight (D36). */
export const isTimeOfDayBetween: Helper = {
  name: "isTimeOfDayBetween",
  // So 8x8's own example of a definition has it (8x8-automation.md section 8).
  alias: "IsTimeOfDayBetween",
  description:
    "Checks if a timestamp falls between two times of day, both included, in a time zone. Useful for business hours.",
  example: "isTimeOfDayBetween('2020-10-15T14:40:15+07:00', '09:00:00', '18:00:00', 'Singapore Standard Time')",
  parameters: [
    {
      name: "timestamp",
      type: "string",
      required: true,
      default: null,
      description: "ISO 8601 timestamp; without an offset it is UTC.",
      example: "2020-10-15T14:40:15+07:00",
    },
    {
      name: "timeFrom",
      type: "string",
      required: true,
      default: null,
      description: "First time of day, as HH:mm:ss. When it is later than timeTo, the time goes over midnight.",
      example: "09:00:00",
    },
    {
      name: "timeTo",
      type: "string",
      required: true,
      default: null,
      description: "Last time of day, as HH:mm:ss.",
      example: "18:00:00",
    },
    {
      name: "timezone",
      type: "string",
      required: true,
      default: null,
      description: "Time zone id, as GET /steps/timezones lists them, or an IANA one such as Asia/Singapore.",
      example: "Singapore Standard Time",
    },
  ],
  call(args) {
    const time = requireTimestamp(isTimeOfDayBetween, args, 0).setZone(requireZone(args, 3));
    const from = requireTimeOfDay(args, 1);
    const to = requireTimeOfDay(args, 2);
    const seconds = time.hour * 3600 + time.minute * 60 + time.second;
    return from <= to ? from <= seconds && seconds <= to : from <= seconds || seconds <= to;
  },
};

/** Seconds since midnight. */
function requireTimeOfDay(args: readonly Json[], position: number): number {
  const text = requireText(isTimeOfDayBetween, args, position);
  const match = TIME_OF_DAY.exec(text.trim());
  if (match) return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  throw new HelperArgumentError(`isTimeOfDayBetween: ${JSON.stringify(text)} is no time of day; write it as 09:00:00`);
}

function requireZone(args: readonly Json[], position: number): IANAZone {
  const id = requireText(isTimeOfDayBetween, args, position).trim();
  const zone = IANAZone.create(IANA_OF_WINDOWS.get(id.toLowerCase()) ?? id);
  if (zone.isValid) return zone;
  throw new HelperArgumentError(
    `isTimeOfDayBetween: ${JSON.stringify(id)} is no time zone; use an id such as "Singapore Standard Time"`,
  );
}
