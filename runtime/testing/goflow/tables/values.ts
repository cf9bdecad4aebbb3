import {
  equals,
  error,
  evaluateTemplateValue,
  format,
  formatNumber,
  isError,
  lazyObject,
  parseJson,
  toArray,
  toBoolean,
  toDate,
  toDateTime,
  toInteger,
  toJSONText,
  toNumber,
  toObject,
  toText,
  toTime,
  type Decimal,
  type Environment,
  type XValue,
} from "../../../expressions/excellent/index.js";
import type { JsonObject } from "../../../json.js";
import { expectEqual, Mismatch } from "../../expect.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";
import { expectValue, fromTyped, type TypedValue } from "./typed-values.js";

const conversions: Readonly<Record<string, (environment: Environment, value: XValue) => XValue | number>> = {
  array: (_environment, value) => toArray(value),
  object: (_environment, value) => toObject(value),
  number: (_environment, value) => toNumber(value),
  integer: (_environment, value) => toInteger(value),
  date: toDate,
  time: toTime,
  datetime: toDateTime,
};

interface Symbols {
  readonly decimal_symbol: string;
  readonly digit_grouping_symbol: string;
}

/** Tables of values: how they are shown, compared, converted and looked up. */
export const valueTables: readonly TableKind[] = [
  tableOf<{
    value: TypedValue;
    marshaled: string;
    rendered: string;
    formatted: string;
    asBool: boolean;
    env: JsonObject;
  }>(["value", "marshaled"], (one) => {
    const value = fromTyped(one.value);
    const [text, truth] = [toText(value), toBoolean(value)];
    expectEqual("JSON", one.marshaled, toJSONText(value));
    // The table has "" and false beside an error, which here is the result.
    expectEqual("text", one.rendered, isError(text) ? "" : text);
    expectEqual("formatted", one.formatted, format(tableEnvironment(one.env), value));
    expectEqual("truth", one.asBool, isError(truth) ? false : truth);
  }),
  tableOf<{ x1: TypedValue; x2: TypedValue; result: boolean }>(["x1", "x2", "result"], ({ x1, x2, result }) =>
    expectEqual("equality", result, equals(fromTyped(x1), fromTyped(x2))),
  ),
  tableOf<{ to: string; value: TypedValue; expected: TypedValue | number; error: TypedValue | null }>(
    ["to", "value", "expected"],
    ({ to, value, expected, error: problem }, table) => {
      const convert = conversions[to];
      if (!convert) throw new Mismatch(`There is no conversion to '${to}'.`);
      const converted = convert(tableEnvironment(table["env"]), fromTyped(value));
      if (typeof converted === "number") expectEqual("integer", Number(expected), converted);
      else expectValue("value", problem ?? (expected as TypedValue), converted);
    },
  ),
  tableOf<{ json: string | null; expression: string; expected: TypedValue; error: TypedValue | null }>(
    ["json", "expression"],
    ({ json, expression, expected, error: problem }) => {
      const parsed = json === null ? null : parseJson(json);
      const context = lazyObject({ j: () => (parsed === undefined ? error("invalid JSON") : parsed) });
      const value = evaluateTemplateValue(`@(${expression})`, context, tableEnvironment({}));
      expectValue("value", problem ?? expected, value);
    },
  ),
  tableOf<{ input: TypedValue; format: Symbols; places: number; groupDigits: boolean; expected: string }>(
    ["input", "format", "places"],
    ({ input, format, places, groupDigits, expected }) => {
      const symbols = { decimalSymbol: format.decimal_symbol, digitGroupingSymbol: format.digit_grouping_symbol };
      const style = { isGrouped: groupDigits, ...(places >= 0 && { places }) };
      expectEqual("text", expected, formatNumber(fromTyped(input) as Decimal, symbols, style));
    },
  ),
];
