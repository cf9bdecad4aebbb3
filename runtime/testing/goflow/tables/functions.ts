import {
  callFunction,
  callRouterTest,
  evaluateTemplate,
  functionNames,
  isError,
  object,
  readFormattedNumber,
  renderNumber,
  toText,
  type Environment,
  type XValue,
} from "../../../expressions/excellent/index.js";
import { applyBinary, negate } from "../../../expressions/excellent/operators.js";
import type { BinaryOperator } from "../../../expressions/excellent/template/ast.js";
import { LocationHierarchy } from "../../../contacts/locations.js";
import type { LocationDocument } from "../../../contacts/asset-types.js";
import type { JsonObject } from "../../../json.js";
import { expectEqual, Mismatch } from "../../expect.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";
import { expectValue, fromTyped, type TypedValue } from "./typed-values.js";

/** The reference's texts of these errors hold addresses in memory. */
const ADDRESS = /got \{\{\d+ 0\}\}/;

const environments = new WeakMap<JsonObject, Environment>();

function environmentOf(table: JsonObject): Environment {
  let environment = environments.get(table);
  if (!environment) {
    const { env, now, locations } = table;
    environment = tableEnvironment(env, now);
    if (locations) {
      // The table has one tree of places, in the form of assets.
      environment = { ...environment, locations: new LocationHierarchy(locations as unknown as LocationDocument) };
    }
    environments.set(table, environment);
  }
  return environment;
}

function expectExpression(expression: string, expected: string, environment: Environment): void {
  const { text, errors } = evaluateTemplate(`@(${expression})`, object({}), environment);
  const source = `error evaluating @(${expression}): `;
  expectEqual("expression", expected, errors.length > 0 ? errors.join(", ").replace(source, "") : text);
}

/** Tables of functions, operators and router tests. */
export const functionTables: readonly TableKind[] = [
  tableOf<{
    function: string;
    env: JsonObject;
    args: TypedValue[];
    actual: TypedValue;
    actual_text: string;
    expression: string;
    random: boolean;
  }>(["function", "args", "actual"], (one, table) => {
    if (one.random || ADDRESS.test(String(one.actual.v))) return;
    const environment = tableEnvironment(one.env, table["now"]);
    expectValue("value", one.actual, callFunction(one.function, one.args.map(fromTyped), environment));
    const isWritable = one.expression !== "" && !JSON.stringify(one.args).includes('"error"');
    if (isWritable) expectExpression(one.expression, one.actual_text, environment);
  }),
  tableOf<{ operator: string; args: TypedValue[]; actual: TypedValue }>(
    ["operator", "args", "actual"],
    ({ operator, args, actual }) => {
      const [left = null, right = null] = args.map(fromTyped);
      const result: XValue = args.length === 1 ? negate(left) : applyBinary(operator as BinaryOperator, left, right);
      expectValue("value", actual, result);
    },
  ),
  tableOf<{ test: string; args: TypedValue[]; actual: TypedValue; expression: string }>(
    ["test", "args", "actual"],
    ({ test, args, actual, expression }, table) => {
      const environment = environmentOf(table);
      expectValue("value", actual, callRouterTest(test, args.map(fromTyped), environment));
      if (expression === "" || actual.t === "error") return;
      const text = toText(fromTyped(actual));
      expectExpression(expression, isError(text) ? text.message : text, environment);
    },
  ),
  tableOf<{ text: string; country: string; default_country: string; actual: TypedValue }>(
    ["text", "default_country", "actual"],
    ({ text, country, default_country: fallback, actual }) => {
      const environment = tableEnvironment({ default_country: fallback });
      const args = country === "" ? [text] : [text, country];
      expectValue("value", actual, callRouterTest("has_phone", args, environment));
    },
  ),
  tableOf<{ input: string; expected: string; format: { decimal_symbol: string; digit_grouping_symbol: string } }>(
    ["input", "expected", "format"],
    ({ input, expected, format }) => {
      const symbols = { decimalSymbol: format.decimal_symbol, digitGroupingSymbol: format.digit_grouping_symbol };
      const number = readFormattedNumber(input, symbols);
      expectEqual("number", expected, number && renderNumber(number));
    },
    ["places"],
  ),
  tableOf<{ kind: string; name: string; signature: string }>(["kind", "name", "signature"], ({ kind, name }) => {
    if ((kind === "function" || kind === "test") && !functionNames.includes(name))
      throw new Mismatch(`There is no function '${name}'.`);
  }),
];
