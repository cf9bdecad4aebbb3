import {
  callRouterTest,
  Decimal,
  error,
  functionNames,
  isError,
  object,
  routerTests,
  tagged,
  toText,
  toXValue,
  type XValue,
} from "../../../runtime/expressions/excellent/index.js";
import { LocationHierarchy } from "../../../runtime/contacts/locations.js";
import { testEnvironment } from "./environment.js";

const locations = new LocationHierarchy({
  name: "Rwanda",
  children: [
    { name: "Kigali City", aliases: ["Kigali"], children: [{ name: "Gasabo", children: [{ name: "Gisozi" }] }] },
    { name: "Eastern", children: [{ name: "Bugesera", children: [{ name: "Gisozi" }] }] },
  ],
});
const environment = testEnvironment({ defaultCountry: "RW", locations, dateFormat: "DD-MM-YYYY" });

/** The text of the match, null if the test does not pass, or the error. */
function match(test: string, ...args: XValue[]): string | null {
  const result = callRouterTest(test, args, environment);
  if (isError(result)) return `error: ${result.message}`;
  const of = tagged(result);
  if (of?.type !== "object") throw new Error("a test gives an object");
  return of.default === true ? String(toText(of.get("match") ?? null)) : null;
}

const result = toXValue({
  name: "Intent",
  category: "Yes",
  extra: {
    intents: [
      { name: "book_flight", confidence: 0.7 },
      { name: "book_hotel", confidence: 0.3 },
    ],
    entities: { city: [{ value: "Quito", confidence: 1 }], date: [] },
  },
});
const groups = toXValue([{ uuid: "1", name: "Testers" }]);

describe("router tests", () => {
  test.each<[string, XValue[], string | null]>([
    ["has_text", ["  hi "], "hi"],
    ["has_text", [" "], null],
    ["has_only_text", ["Yes", "yes"], null],
    ["has_phrase", ["the QUICK brown fox", "quick brown"], "QUICK brown"],
    ["has_phrase", ["the quick quick brown", "quick brown"], null],
    ["has_only_phrase", ["Quick, brown!", "quick brown"], "Quick brown"],
    ["has_any_word", ["I say Yes", "yes yeah"], "Yes"],
    ["has_all_words", ["brown and quick", "quick brown"], "brown quick"],
    ["has_all_words", ["brown", "quick brown"], null],
    ["has_beginning", [" Join now", "join"], "Join"],
    ["has_pattern", ["code AB-12", "[a-z]+-\\d+"], "AB-12"],
    ["has_pattern", ["x", "["], "error: must be called with a valid regular expression"],
    ["has_email", ["mail <ann@example.com>."], "ann@example.com"],
    ["has_number", ["from -1,234.5 to 7"], "-1234.5"],
    ["has_number", ["١٢٣"], "123"],
    ["has_number_gt", ["1 or 20", "10"], "20"],
    ["has_number_between", ["7", new Decimal(1), new Decimal(7)], "7"],
    ["has_number_lt", ["7", "x"], 'error: unable to convert "x" to a number'],
    ["has_date", ["on 1.10.2017"], "2017-10-01T13:24:30.123456Z"],
    ["has_date_lt", ["1.10.2017", "2.10.2017"], "2017-10-01T13:24:30.123456Z"],
    ["has_date_eq", ["1.10.2017", "2.10.2017"], null],
    ["has_time", ["at 5:30 pm"], "17:30:00.000000"],
    ["has_phone", ["call 0788-123-123 now"], "+250788123123"],
    ["has_phone", ["(206) 555-1212", "US"], "+12065551212"],
    ["has_phone", ["123", "US"], null],
    ["has_state", ["I live in kigali"], "Rwanda > Kigali City"],
    ["has_district", ["gasabo", "Kigali"], "Rwanda > Kigali City > Gasabo"],
    ["has_district", ["gasabo", "Eastern"], null],
    ["has_ward", ["Gisozi", "Bugesera", "Eastern"], "Rwanda > Eastern > Bugesera > Gisozi"],
    ["has_ward", ["Gisozi"], null],
    ["has_ward", ["Gisozi", "Bugesera"], "error: takes one or three arguments, got 2"],
    ["has_group", [groups, "1"], "{name: Testers, uuid: 1}"],
    ["has_group", [groups, "2", "Others"], null],
    ["has_category", [result, "No", "Yes"], "Yes"],
    ["has_category", [object({}), "No"], "error: first argument must be a result"],
    ["has_intent", [result, "book_hotel", "0.2"], "book_hotel"],
    ["has_top_intent", [result, "book_hotel", "0.2"], null],
    ["has_error", [error("it broke")], "it broke"],
    ["has_text", [error("it broke")], "error: it broke"],
    ["has_text", [], "error: need 1 argument(s), got 0"],
  ])("%s %j gives %s", (test, args, expected) => expect(match(test, ...args)).toBe(expected));

  test("has_intent tells the likely entities", () => {
    const intent = callRouterTest("has_intent", [result, "book_flight", "0.5"], environment);
    const of = tagged(intent);
    expect(of?.type === "object" && toText(of.get("extra") ?? null)).toBe("{city: Quito}");
  });

  test("are functions too", () => expect(functionNames).toEqual(expect.arrayContaining(Object.keys(routerTests))));

  test("need a location tree for places", () => {
    const bare = callRouterTest("has_state", ["Kigali"], testEnvironment());
    expect(bare).toEqual(error("can't find locations in environment which is not location enabled"));
  });
});
