import {
  callFunction,
  evaluateTemplate,
  functionNames,
  object,
  routerTests,
  type XValue,
} from "../../../runtime/expressions/excellent/index.js";
import { applyBinary, negate } from "../../../runtime/expressions/excellent/operators.js";
import type { BinaryOperator } from "../../../runtime/expressions/excellent/template/ast.js";
import {
  difference,
  type EnvironmentJson,
  fromTyped,
  readEnvironment,
  readTable,
  testTable,
  type TypedValue,
} from "./corpus.js";

interface FunctionCase {
  function: string;
  env: EnvironmentJson;
  args: TypedValue[];
  actual: TypedValue;
  actual_text: string;
  expression: string;
  random: boolean;
}

/** A memory address is in the reference engine's text. */
const ADDRESS = /got \{\{\d+ 0\}\}/;

const deviations: Record<string, string> = {
  'parse_time [{"t":"text","v":"xxxx"},{"t":"text","v":"tt:mm"}]': "the reference engine says t or tt by chance",
};

const nowOf = (table: Record<string, unknown>): string => table["now"] as string;

describe("functions", () => {
  testTable<FunctionCase>(
    "goflow/from-go/excellent/functions.json",
    (one, table) => {
      if (one.random || ADDRESS.test(String(one.actual.v))) return undefined;
      const environment = readEnvironment(one.env, nowOf(table));
      const called = difference(callFunction(one.function, one.args.map(fromTyped), environment), one.actual);
      if (called !== undefined || one.expression === "" || JSON.stringify(one.args).includes('"error"')) return called;
      const { text, errors } = evaluateTemplate(`@(${one.expression})`, object({}), environment);
      const evaluated =
        errors.length > 0 ? errors.join(", ").replace(`error evaluating @(${one.expression}): `, "") : text;
      return evaluated === one.actual_text ? undefined : `got ${evaluated}, not ${one.actual_text}`;
    },
    { nameOf: (one) => `${one.function} ${JSON.stringify(one.args)}`, deviations },
  );

  const names = readTable<{ functions: string[]; tests?: string[] }>("goflow/from-go/excellent/registered_names.json");
  (names ? test : test.skip)("every function and test of the reference engine is there", () => {
    const all = [...(names?.functions ?? []), ...(names?.tests ?? [])];
    expect(all.filter((name) => !functionNames.includes(name))).toEqual([]);
    expect(Object.keys(routerTests).filter((name) => !functionNames.includes(name))).toEqual([]);
  });
});

describe("operators", () => {
  testTable<{ operator: string; args: TypedValue[]; actual: TypedValue }>(
    "goflow/from-go/excellent/operators.json",
    ({ operator, args, actual }) => {
      const [left = null, right = null] = args.map(fromTyped);
      const result: XValue = args.length === 1 ? negate(left) : applyBinary(operator as BinaryOperator, left, right);
      return difference(result, actual);
    },
  );
});
