import {
  equals,
  evaluateTemplateValue,
  format,
  formatNumber,
  isError,
  lazyObject,
  localeTag,
  parseJson,
  snakify,
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
  words,
  wordSegments,
  type Decimal,
  type Environment,
  type XValue,
  error,
} from "../../../runtime/expressions/excellent/index.js";
import { scan } from "../../../runtime/expressions/excellent/template/scanner.js";
import { difference, type EnvironmentJson, fromTyped, readEnvironment, testTable, type TypedValue } from "./corpus.js";

const ENVIRONMENT: EnvironmentJson = { date_format: "YYYY-MM-DD", time_format: "tt:mm", timezone: "UTC" };

function same(actual: unknown, expected: unknown): string | undefined {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return a === b ? undefined : `got ${a}, not ${b}`;
}

describe("values", () => {
  testTable<{
    value: TypedValue;
    marshaled: string;
    rendered: string;
    formatted: string;
    asBool: boolean;
    env: EnvironmentJson;
  }>("goflow/from-go/excellent/types_values.json", (one) => {
    const value = fromTyped(one.value);
    const [text, truth] = [toText(value), toBoolean(value)];
    const formatted = format(readEnvironment(one.env), value);
    // The table has "" and false beside an error, which here is returned.
    const forms = [toJSONText(value), isError(text) ? "" : text, formatted, isError(truth) ? false : truth];
    return same(forms, [one.marshaled, one.rendered, one.formatted, one.asBool]);
  });

  testTable<{ x1: TypedValue; x2: TypedValue; result: boolean }>(
    "goflow/from-go/excellent/types_equals.json",
    ({ x1, x2, result }) => same(equals(fromTyped(x1), fromTyped(x2)), result),
  );

  const conversions: Record<string, (environment: Environment, value: XValue) => XValue | number> = {
    array: (_environment, value) => toArray(value),
    object: (_environment, value) => toObject(value),
    number: (_environment, value) => toNumber(value),
    integer: (_environment, value) => toInteger(value),
    date: toDate,
    time: toTime,
    datetime: toDateTime,
  };
  testTable<{ to: string; value: TypedValue; expected: TypedValue | number; error: TypedValue | null }>(
    "goflow/from-go/excellent/types_conversions.json",
    (one) => {
      const converted = conversions[one.to]?.(readEnvironment(ENVIRONMENT), fromTyped(one.value)) ?? null;
      if (typeof converted === "number") return same(converted, one.expected);
      return difference(converted, one.error ?? (one.expected as TypedValue));
    },
  );

  testTable<{ json: string | null; expression: string; expected: TypedValue; error: TypedValue | null }>(
    "goflow/from-go/excellent/json_lookup.json",
    (one) => {
      const parsed = one.json === null ? null : parseJson(one.json);
      const context = lazyObject({ j: () => (parsed === undefined ? error("invalid JSON") : parsed) });
      const value = evaluateTemplateValue(`@(${one.expression})`, context, readEnvironment(ENVIRONMENT));
      return difference(value, one.error ?? one.expected);
    },
  );

  testTable<{
    input: TypedValue;
    format: { decimal_symbol: string; digit_grouping_symbol: string };
    places: number;
    groupDigits: boolean;
    expected: string;
  }>("goflow/from-go/excellent/number_format.json", (one) => {
    const symbols = {
      decimalSymbol: one.format.decimal_symbol,
      digitGroupingSymbol: one.format.digit_grouping_symbol,
    };
    const style = { isGrouped: one.groupDigits, ...(one.places >= 0 && { places: one.places }) };
    return same(formatNumber(fromTyped(one.input) as Decimal, symbols, style), one.expected);
  });
});

describe("texts", () => {
  testTable<{ input: string; top_levels: string[]; tokens: { type: string; value: string }[] }>(
    "goflow/from-go/excellent/scanner.json",
    (one) => {
      const parts = scan(one.input, (name) => one.top_levels.includes(name));
      const tokens = parts.map((part) =>
        part.type === "text"
          ? { type: "BODY", value: part.text }
          : { type: part.type.toUpperCase(), value: part.source },
      );
      return same(tokens, one.tokens);
    },
  );
  testTable<{ input: string; expected: string }>("goflow/from-go/utils/snakify.json", (one) =>
    same(snakify(one.input), one.expected),
  );
  testTable<{ text: string; result: string[] }>("goflow/from-go/utils/tokenize.json", (one) =>
    same(words(one.text), one.result),
  );
  testTable<{ text: string; result: string[] }>("goflow/from-go/utils/tokenize_unicode.json", (one) =>
    same(wordSegments(one.text), one.result),
  );
  testTable<{ text: string; chars: string; result: string[] }>("goflow/from-go/utils/tokenize_by_chars.json", (one) =>
    same(words(one.text, one.chars), one.result),
  );
  testTable<{ lang: string; country: string; bcp47: string }>("goflow/from-go/envs/locale_bcp47.json", (one) =>
    same(localeTag(one.lang, one.country), one.bcp47),
  );
});
