import type { LocationDocument } from "../../../runtime/contacts/asset-types.js";
import { LocationHierarchy } from "../../../runtime/contacts/locations.js";
import {
  callRouterTest,
  type Environment,
  evaluateTemplate,
  object,
  readFormattedNumber,
  renderNumber,
  toText,
} from "../../../runtime/expressions/excellent/index.js";
import { difference, type EnvironmentJson, fromTyped, readEnvironment, testTable, type TypedValue } from "./corpus.js";

interface Table {
  env: EnvironmentJson;
  locations?: LocationDocument;
  now: { iso: string };
}

interface Case {
  test: string;
  args: TypedValue[];
  actual: TypedValue;
  expression: string;
}

const environments = new Map<unknown, Environment>();

function environmentOf(table: Record<string, unknown>): Environment {
  const { env, locations, now } = table as unknown as Table;
  const extra = locations ? { locations: new LocationHierarchy(locations) } : {};
  const environment = environments.get(table) ?? readEnvironment(env, now.iso, extra);
  environments.set(table, environment);
  return environment;
}

describe("router tests", () => {
  for (const path of ["goflow/from-go/routers/tests.json", "goflow-new/from-go/routers/tests_generated.json"]) {
    testTable<Case>(
      path,
      ({ test, args, actual, expression }, table) => {
        const environment = environmentOf(table);
        const called = difference(callRouterTest(test, args.map(fromTyped), environment), actual);
        if (called !== undefined || expression === "" || actual.t === "error") return called;
        const { text } = evaluateTemplate(`@(${expression})`, object({}), environment);
        const expected = toText(fromTyped(actual));
        return text === expected ? undefined : `as an expression got ${text}, not ${String(expected)}`;
      },
      { nameOf: ({ test, args }) => `${test} ${JSON.stringify(args)}` },
    );
  }

  testTable<{ text: string; country: string; default_country: string; actual: TypedValue }>(
    "goflow/from-go/routers/has_phone.json",
    (one) => {
      const environment = readEnvironment({
        date_format: "YYYY-MM-DD",
        time_format: "tt:mm",
        timezone: "UTC",
        default_country: one.default_country,
      });
      const args = one.country === "" ? [one.text] : [one.text, one.country];
      return difference(callRouterTest("has_phone", args, environment), one.actual);
    },
  );

  testTable<{ input: string; expected: string; format: { decimal_symbol: string; digit_grouping_symbol: string } }>(
    "goflow/from-go/routers/parse_decimal.json",
    ({ input, expected, format }) => {
      const symbols = { decimalSymbol: format.decimal_symbol, digitGroupingSymbol: format.digit_grouping_symbol };
      const number = readFormattedNumber(input, symbols);
      const actual = number && renderNumber(number);
      return actual === expected ? undefined : `got ${actual}, not ${expected}`;
    },
  );
});
