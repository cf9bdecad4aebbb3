import { type Helper, HelperArgumentError, requireText } from "./helper.js";
import { requireTimestamp } from "./timestamp.js";

/** In the order of ISO 8601, in which Monday is 1. */
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** A timestamp's own date decides, in the offset it is written with (D36). */
export const isDayOfWeek: Helper = {
  name: "isDayOfWeek",
  description: "Checks if a date or timestamp falls on a given day of the week.",
  example: "isDayOfWeek('2021-05-25', 'Tuesday')",
  parameters: [
    {
      name: "timestamp",
      type: "string",
      required: true,
      default: null,
      description: "Date or ISO 8601 timestamp; its own date counts, in the offset it is written with.",
      example: "2021-05-25",
    },
    {
      name: "day",
      type: "string",
      required: true,
      default: null,
      description: "Day of the week, Monday to Sunday, in any case.",
      example: "Tuesday",
    },
  ],
  call(args) {
    const time = requireTimestamp(isDayOfWeek, args, 0);
    const day = requireText(isDayOfWeek, args, 1);
    const weekday = DAYS.indexOf(day.trim().toLowerCase()) + 1;
    if (weekday > 0) return time.weekday === weekday;
    throw new HelperArgumentError(
      `isDayOfWeek: ${JSON.stringify(day)} is no day of the week; use one of Monday to Sunday`,
    );
  },
};
