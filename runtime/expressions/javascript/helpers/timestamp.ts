import { DateTime } from "luxon";
import type { Json } from "../../../json.js";
import { HelperArgumentError, type HelperDescription, requireText } from "./helper.js";

/** The timestamp at `position` (a date or ISO 8601), in the offset it is written with; UTC where it has none. */
export function requireTimestamp(helper: HelperDescription, args: readonly Json[], position: number): DateTime {
  const text = requireText(helper, args, position);
  const time = DateTime.fromISO(text.trim(), { zone: "utc", setZone: true });
  if (time.isValid) return time;
  throw new HelperArgumentError(
    `${helper.name}: ${JSON.stringify(text)} is no date or timestamp; write it as 2021-05-25 or 2021-05-25T14:30:00Z`,
  );
}
