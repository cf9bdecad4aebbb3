import { readTimespan } from "../../runtime/workflow/timespan.js";

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

test.each([
  ["00:00:05", 5 * SECOND],
  ["1:2:3", 3723 * SECOND],
  ["1.06:30:15", DAY + 23_415 * SECOND],
  ["2", 2 * DAY],
  [2, 2 * DAY],
  [" 00:01:00 ", 60 * SECOND],
  ["10675199", 10_675_199 * DAY],
])("%j is %i ms", (text, time) => {
  expect(readTimespan(text)).toBe(time);
});

test.each([
  "",
  "soon",
  "24:00:00",
  "00:60:00",
  "00:00:60",
  "00:05",
  "-1",
  "1.5",
  "10675200",
  "00:00:01.5",
  null,
  {},
  undefined,
])("%j is none", (value) => {
  expect(readTimespan(value)).toBeUndefined();
});
