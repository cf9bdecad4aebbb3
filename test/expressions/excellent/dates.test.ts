import {
  evaluateTemplate,
  object,
  readDateTime,
  renderDateTime,
  type Environment,
} from "../../../runtime/expressions/excellent/index.js";
import { testEnvironment } from "./environment.js";

function evaluate(expression: string, changes: Partial<Environment> = {}): string {
  const { text, errors } = evaluateTemplate(`@(${expression})`, object({}), testEnvironment(changes));
  return errors[0]?.replace(`error evaluating @(${expression}): `, "error: ") ?? text;
}

const newYork = { timezone: "America/New_York" };

describe("dates in text", () => {
  test.each([
    ["YYYY-MM-DD", "on 2018-2-3", "2018-02-03T00:00:00.000000+02:00"],
    ["DD-MM-YYYY", "it was 3/2/18 at 5:45 pm", "2018-02-03T17:45:00.000000+02:00"],
    ["MM-DD-YYYY", "2.3.99", "1999-02-03T00:00:00.000000+02:00"],
    ["DD-MM-YYYY", "31-02-2018", "2018-03-03T00:00:00.000000+02:00"],
    ["DD-MM-YYYY", "2018-02-03T10:20:30.000001Z", "2018-02-03T10:20:30.000001Z"],
    ["DD-MM-YYYY", "2018-02-03T10:20+05:30", "2018-02-03T10:20:00.000000+05:30"],
  ])("by %s, %s is %s", (dateFormat, text, expected) => {
    const found = readDateTime(testEnvironment({ dateFormat, timezone: "Africa/Kigali" }), text);
    expect(found && renderDateTime(found)).toBe(expected);
  });

  test.each(["no date", "32-01-2018", "01-13-2018", "2018-02-30T10:00Z"])("%s has none", (text) => {
    expect(readDateTime(testEnvironment({ dateFormat: "DD-MM-YYYY" }), text)).toBeUndefined();
  });

  test("a missing time can be the time of day it is", () => {
    const found = readDateTime(testEnvironment(newYork), "2018-07-01", "now");
    expect(found && renderDateTime(found)).toBe("2018-07-01T09:24:30.123456-04:00");
  });
});

describe("arithmetic", () => {
  test.each([
    ['datetime_add("2018-03-10 12:00", 1, "D")', "2018-03-11T12:00:00.000000-04:00"],
    ['datetime_add("2018-03-10 12:00", 24, "h")', "2018-03-11T13:00:00.000000-04:00"],
    ['datetime_add("2018-01-31", 1, "M")', "2018-03-03T00:00:00.000000-05:00"],
    ['datetime("2018-03-11 02:30")', "2018-03-11T01:30:00.000000-05:00"],
    ['datetime_diff("2018-01-31", "2018-02-01", "M")', "1"],
    ['datetime_diff("2018-03-10", "2018-03-12", "h")', "47"],
    [
      'datetime_add("2018-01-31", 1, "x")',
      'error: error calling DATETIME_ADD: unknown unit: XText("x"), must be one of s, m, h, D, W, M, Y',
    ],
    ["date_from_parts(2020, 2, 30)", "2020-03-01"],
    ["date_from_parts(100000, 1, 1)", "100000-01-01"],
    ['weekday("2018-04-11")', "3"],
    ['week_number("2019-07-23")', "30"],
    ['epoch("2018-04-11T13:24:30.5Z")', "1523453070.5"],
    ['tz("2018-04-11")', "America/New_York"],
    ['tz_offset("2018-04-11T00:00:00+05:45")', "+0545"],
    ["today()", "2018-04-11"],
  ])("%s is %s", (expression, expected) => expect(evaluate(expression, newYork)).toBe(expected));
});

describe("layouts", () => {
  test.each([
    ['format_datetime("2018-04-11T00:05:09.123456Z", "EEEE, D MMM YY h:mm aa")', "Tuesday, 10 Apr 18 8:05 pm"],
    ['format_datetime("2018-04-11T00:05:09.123456Z", "tt:mm:ss.fff Z", "UTC")', "00:05:09.123 Z"],
    [
      'format_datetime("2018-04-11", "YYYYY")',
      "error: error calling FORMAT_DATETIME: 'YYYYY' is not valid in a datetime formatting layout",
    ],
    [
      'format_datetime("2018-04-11", "YYYY", "Nowhere")',
      "error: error calling FORMAT_DATETIME: unknown time zone Nowhere",
    ],
    ['format_time("15:04", "YY")', "error: error calling FORMAT_TIME: 'YY' is not valid in a time formatting layout"],
    ['parse_datetime("31/12/2019 11:59 pm", "DD/MM/YYYY hh:mm aa")', "2019-12-31T23:59:00.000000-05:00"],
    ['parse_datetime("2019-02-30", "YYYY-MM-DD")', "error: error calling PARSE_DATETIME: cannot parse '' as ''"],
    ['parse_time("150405.25", "ttmmss")', "15:04:05.250000"],
    ['parse_time("3:45", "hh:mm")', "error: error calling PARSE_TIME: cannot parse '3:45' as 'hh'"],
  ])("%s is %s", (expression, expected) => expect(evaluate(expression, newYork)).toBe(expected));

  test.each([
    ["spa", "EC", "mié 11 abr miércoles abril pm"],
    ["rus", "", "Ср 11 апр Среда апреля pm"],
    ["fra", "RW", "mer 11 avr mercredi avril pm"],
    ["por", "BR", "qua 11 abr quarta abril pm"],
    ["kor", "KR", "수  4월 11 수요일 4월 오후"],
    ["xyz", "", "Wed 11 Apr Wednesday April pm"],
  ])("names in %s-%s", (language, defaultCountry, expected) => {
    const layout = language === "kor" ? "EEE MMM D EEEE MMMM aa" : "EEE D MMM EEEE MMMM aa";
    const changes = { allowedLanguages: [language], ...(defaultCountry && { defaultCountry }) };
    expect(evaluate(`format_datetime("2018-04-11 15:00", "${layout}")`, changes)).toBe(expected);
  });
});
