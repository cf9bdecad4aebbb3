import { IANAZone } from "luxon";
import { helperFunctions, windowsZones } from "../../../runtime/expressions/javascript/index.js";
import type { Json } from "../../../runtime/json.js";
import { failure, scopeOf, useExpressions, valueOf } from "./setup.js";

const expressions = useExpressions();

describe("helper functions", () => {
  test.each<[string, Json]>([
    ["uuid()", "00000000-0000-4000-8000-000000000001"],
    ["isCountryCode('+6512345678', 'SG')", true],
    ["isCountryCode('6591234567', 'SG')", true],
    ["isCountryCode(6591234567, 'sg')", true],
    ["isCountryCode('+12025550123', 'US')", true],
    ["isCountryCode('+14165550123', 'US')", false],
    ["isCountryCode('+14165550123', 'CA')", true],
    ["isCountryCode(data.missing, 'SG')", false],
    ["isCountryCode('hello', 'SG')", false],
    ["isCountryCode('+6512345678', data.missing)", false],
    ["stringContains('hello, world', 'wor', true)", true],
    ["stringContains('hello', 'HELL')", false],
    ["stringContains('hello', 'HELL', true)", true],
    ["stringContains(data.missing, 'x', true)", false],
    ["stringContains('x', null)", false],
    ["stringContains('x', '')", true],
    ["stringContains(12345, '34')", true],
    ["isDayOfWeek('2021-05-25', 'Tuesday')", true],
    ["isDayOfWeek('2021-05-25', 'TUESDAY')", true],
    ["isDayOfWeek('2021-05-25', 'monday')", false],
    ["IsTimeOfDayBetween('2021-05-25T12:00:00Z', '09:00:00', '18:00:00', 'UTC')", true],
    ["isDayOfWeek('2021-05-25T23:30:00+08:00', 'Tuesday')", true],
    ["isDayOfWeek('2024-02-29', 'Thursday')", true],
  ])("%s is %j", (script, expected) => {
    expect(valueOf(expressions(), `{{${script}}}`)).toBe(expected);
  });

  test.each([
    ["isCountryCode('+6512345678', {})", "countryCode must be a text"],
    ["stringContains({}, 'x')", "source must be a text"],
    ["isDayOfWeek('soon', 'Monday')", "no date or timestamp"],
    ["isDayOfWeek('2021-05-25', 'Someday')", "no day of the week"],
    ["isDayOfWeek(data.missing, 'Monday')", "timestamp must be a text"],
    ["isTimeOfDayBetween('2021-05-25', '9', '10:00', 'UTC')", "no time of day"],
    ["isTimeOfDayBetween('2021-05-25', '24:00:00', '10:00:00', 'UTC')", "no time of day"],
    ["isTimeOfDayBetween('2021-05-25', '09:00', '10:00', 'Atlantis')", "no time zone"],
  ])("%s is an error", (script, message) => {
    expect(failure(expressions(), `{{${script}}}`)).toContain(message);
  });

  test("an error of a helper can be caught like any other", () => {
    expect(valueOf(expressions(), "{{(() => { try { return isDayOfWeek(1, 2) } catch { return 'caught' } })()}}")).toBe(
      "caught",
    );
  });
});

describe("isTimeOfDayBetween", () => {
  const between = (timestamp: string, from: string, to: string, zone: string): Json =>
    valueOf(
      expressions(),
      "{{isTimeOfDayBetween(data.timestamp, data.from, data.to, data.zone)}}",
      scopeOf({ timestamp, from, to, zone }),
    );

  test.each([
    ["2020-10-15T14:40:15+07:00", true],
    ["2020-10-15T01:00:00Z", true],
    ["2020-10-15T10:00:00Z", true],
    ["2020-10-15T10:00:00.999Z", true],
    ["2020-10-15T10:00:01Z", false],
    ["2020-10-15T00:59:59Z", false],
    ["2020-10-15T02:00:00", true],
  ])("takes both ends for business hours in Singapore: %s is %s", (timestamp, expected) => {
    expect(between(timestamp, "09:00:00", "18:00:00", "Singapore Standard Time")).toBe(expected);
  });

  test("knows summer time", () => {
    expect(between("2021-07-01T06:30:00Z", "08:00:00", "09:00:00", "W. Europe Standard Time")).toBe(true);
    expect(between("2021-01-01T06:30:00Z", "08:00:00", "09:00:00", "W. Europe Standard Time")).toBe(false);
  });

  test.each([
    ["2021-07-01T23:30:00Z", true],
    ["2021-07-01T06:00:00Z", true],
    ["2021-07-01T12:00:00Z", false],
  ])("goes over midnight: %s is %s", (timestamp, expected) => {
    expect(between(timestamp, "22:00:00", "06:00:00", "UTC")).toBe(expected);
  });

  test("takes IANA zones too", () => {
    expect(between("2020-10-15T01:00:00Z", "09:00", "09:00", "Asia/Singapore")).toBe(true);
  });
});

test("every Windows zone is one that the runtime knows", () => {
  expect(windowsZones.length).toBeGreaterThan(130);
  expect(windowsZones.filter((zone) => !IANAZone.isValidZone(zone.iana))).toEqual([]);
  expect(new Set(windowsZones.map((zone) => zone.id)).size).toBe(windowsZones.length);
});

test("the functions are described, and their examples work", () => {
  expect(helperFunctions.map((helper) => helper.name)).toEqual([
    "uuid",
    "isCountryCode",
    "stringContains",
    "isTimeOfDayBetween",
    "isDayOfWeek",
  ]);
  expect(JSON.parse(JSON.stringify(helperFunctions))).toEqual(helperFunctions);
  for (const helper of helperFunctions.slice(1)) {
    expect([helper.name, valueOf(expressions(), `{{${helper.example}}}`)]).toEqual([helper.name, true]);
  }
});
