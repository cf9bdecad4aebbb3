import { compareDates } from "../dates/calendar.js";
import { inZone, localDate } from "../dates/zones.js";
import { anything, datetime, define, toArgument } from "../functions/define.js";
import { toDateTimeFilled, toTime } from "../values/convert.js";
import { isError } from "../values/value.js";
import { matched, notMatched } from "./outcome.js";

/** Compares the days on which two datetimes are in the environment's zone. */
function comparison(name: string, passes: (order: number) => boolean) {
  return define(name, [anything, anything], (environment, { argument }, limit) => {
    if (isError(argument)) return argument;
    const found = toDateTimeFilled(environment, argument);
    const day = toArgument(datetime, environment, limit.argument);
    if (isError(day)) return day;
    if (isError(found)) return notMatched;
    const [a, b] = [found, day].map((one) => localDate(inZone(one, environment.timezone)));
    return a && b && passes(Math.sign(compareDates(a, b))) ? matched(found) : notMatched;
  });
}

export const dateTests = [
  define("has_date", [anything], (environment, { argument }) => {
    if (isError(argument)) return argument;
    const found = toDateTimeFilled(environment, argument);
    return isError(found) ? notMatched : matched(found);
  }),
  comparison("has_date_lt", (order) => order < 0),
  comparison("has_date_eq", (order) => order === 0),
  comparison("has_date_gt", (order) => order > 0),
  define("has_time", [anything], (environment, { argument }) => {
    if (isError(argument)) return argument;
    const found = toTime(environment, argument);
    return isError(found) ? notMatched : matched(found);
  }),
];
