import type { Helper, HelperDescription } from "./helper.js";
import { isCountryCode } from "./is-country-code.js";
import { isDayOfWeek } from "./is-day-of-week.js";
import { isTimeOfDayBetween } from "./is-time-of-day-between.js";
import { stringContains } from "./string-contains.js";
import { uuid } from "./uuid.js";

/** The functions that scripts can call beside those of JavaScript (8x8-automation.md section 8). */
export const helpers: readonly Helper[] = [uuid, isCountryCode, stringContains, isTimeOfDayBetween, isDayOfWeek];

/** Their descriptions, as GET /steps/functions lists them. */
export const helperFunctions: readonly HelperDescription[] = helpers.map(
  ({ name, description, example, parameters }) => ({ name, description, example, parameters }),
);
