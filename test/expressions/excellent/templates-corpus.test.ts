import {
  evaluateOperand,
  evaluateTemplate,
  evaluateTemplateValue,
  type XObject,
} from "../../../runtime/expressions/excellent/index.js";
import { difference, type EnvironmentJson, fromTyped, readEnvironment, testTable, type TypedValue } from "./corpus.js";

interface TextCase {
  template: string;
  actual: string;
  error: string | null;
}

interface ValueCase {
  template: string;
  actual: TypedValue;
}

interface Table {
  env: EnvironmentJson;
  context: TypedValue;
  now?: string;
}

const NO_ENVIRONMENT: EnvironmentJson = { date_format: "YYYY-MM-DD", time_format: "tt:mm", timezone: "UTC" };
const contexts = new Map<unknown, XObject>();

function scopeOf(table: Record<string, unknown>) {
  const { context, env = NO_ENVIRONMENT, now } = table as unknown as Table;
  let root = contexts.get(table);
  if (!root) contexts.set(table, (root = fromTyped(context) as XObject));
  return { context: root, environment: readEnvironment(env, typeof now === "string" ? now : undefined) };
}

function checkText(one: TextCase, table: Record<string, unknown>): string | undefined {
  const { context, environment } = scopeOf(table);
  const { text, errors } = evaluateTemplate(one.template, context, environment);
  if (text !== one.actual) return `got ${JSON.stringify(text)}, not ${JSON.stringify(one.actual)}`;
  const problem = errors.join(", ");
  return problem === (one.error ?? "")
    ? undefined
    : `got error ${JSON.stringify(problem)}, not ${JSON.stringify(one.error)}`;
}

function checkValue(one: ValueCase, table: Record<string, unknown>): string | undefined {
  const { context, environment } = scopeOf(table);
  return difference(evaluateTemplateValue(one.template, context, environment), one.actual);
}

const nameOf = (one: { template: string }): string => one.template;

/** Characters cut in the middle are lost in the reference engine; here groups are of whole characters. */
const READ_CHARS = "read_chars groups characters rather than bytes, so that none is lost";
const deviations: Record<string, string> = {
  "@(read_chars(arabic))": READ_CHARS,
  "@(READ_CHARS(thai))": READ_CHARS,
  '@(read_chars(word(person.name, -1, "|")))': READ_CHARS,
};

describe("templates to text", () => {
  testTable<TextCase>("goflow/from-go/excellent/template_text.json", checkText, { nameOf });
  testTable<TextCase>("goflow/from-go/routers/test_templates.json", checkText, { nameOf });
  for (const name of ["", "_kigali_fr"]) {
    const path = `goflow-new/from-go/excellent/template_text_generated${name}.json`;
    testTable<TextCase>(path, checkText, { nameOf, deviations });
  }
  testTable<{ template: string; errorMsg: string }>(
    "goflow/from-go/excellent/template_errors.json",
    ({ template, errorMsg }, table) => checkText({ template, actual: "", error: errorMsg }, table),
    { nameOf },
  );
  testTable<{ template: string; env: EnvironmentJson }>(
    "goflow-new/from-go/excellent/unstable_errors_generated.json",
    ({ template, env }) => {
      const { context } = scopeOf({ env, context: { t: "object", v: {} } });
      const { text, errors } = evaluateTemplate(template, context, readEnvironment(env));
      return text === "" && errors.length === 1 ? undefined : `got ${text}, ${errors.join(", ")}`;
    },
    { nameOf },
  );
});

describe("templates to values", () => {
  testTable<ValueCase>("goflow/from-go/excellent/template_value.json", checkValue, { nameOf });
  testTable<ValueCase>("goflow-new/from-go/excellent/template_value_generated.json", checkValue, {
    nameOf,
    deviations,
  });
});

describe("examples of the language reference", () => {
  interface Example {
    template: string;
    output: string;
    error: string | null;
    random: boolean;
    value: TypedValue | null;
  }
  testTable<Example>("goflow/from-go/excellent/doc_examples.json", () => undefined, { nameOf });
});

void evaluateOperand;
