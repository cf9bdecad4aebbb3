import { evaluateTemplate, evaluateTemplateValue, type XObject } from "../../../runtime/expressions/excellent/index.js";
import type { LocationDocument } from "../../../runtime/contacts/asset-types.js";
import { LocationHierarchy } from "../../../runtime/contacts/locations.js";
import {
  difference,
  type EnvironmentJson,
  fromTyped,
  readEnvironment,
  readTable,
  testTable,
  type TypedValue,
} from "./corpus.js";

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
  "@(format(datetime_from_epoch(253402300799)))": "a zone's offset before 1935, on which databases differ",
  "@(read_chars(arabic))": READ_CHARS,
  "@(READ_CHARS(thai))": READ_CHARS,
  '@(read_chars(word(person.name, -1, "|")))': READ_CHARS,
};

const OTHER_SESSION = "the table was made in a session with other UUIDs and another clock than the context";
const otherSession: Record<string, string> = {
  "@child.uuid": OTHER_SESSION,
  "@(json(results.favorite_color))": OTHER_SESSION,
  "@(json(run.results.favorite_color))": OTHER_SESSION,
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

describe("the example session", () => {
  const session = readTable<{ context: TypedValue; run_environment: EnvironmentJson; now: { iso: string } }>(
    "goflow/session/root_context.json",
  );
  const context = session && (fromTyped(session.context) as XObject);
  const assets = readTable<{ locations: LocationDocument[] }>("goflow/session/assets.json");
  const country = assets?.locations[0];
  const locations = country && new LocationHierarchy(country);
  const environment =
    session && readEnvironment(session.run_environment, session.now.iso, locations ? { locations } : {});

  /**
   * Names beyond the language itself are checked where contexts are built; here the context is the one of the table.
   */
  function checkInSession(template: string, output: string | undefined, error: string | null): string | undefined {
    if (!context || !environment) return "no session";
    const { text, errors } = evaluateTemplate(template, context, environment);
    const problem = errors.join(", ");
    if (problem !== (error ?? "")) return `got error ${problem}, not ${error}`;
    return output === undefined || text === output ? undefined : `got ${text}, not ${output}`;
  }

  interface Example {
    template: string;
    output?: string;
    error: string | null;
    random: boolean;
  }
  testTable<Example>(
    "goflow/from-go/excellent/doc_examples.json",
    ({ template, output, error, random }) => (random ? undefined : checkInSession(template, output, error)),
    { nameOf },
  );
  testTable<{ template: string; expected: string; error: string | null }>(
    "goflow-new/from-go/flows/run_context_templates_generated.json",
    ({ template, expected, error }) => checkInSession(template, expected, error),
    { nameOf },
  );
  testTable<{ template: string; expected: string }>(
    "goflow/from-go/flows/run_context_templates.json",
    ({ template, expected }) => checkInSession(template, expected, null),
    { nameOf, deviations: otherSession },
  );
  testTable<{ template: string; output?: string; output_json?: unknown; error?: string; redact_urns?: boolean }>(
    "goflow/flows/engine/testdata/templates.json",
    ({ template, output, output_json: json, error, redact_urns: isRedacted }) => {
      if (isRedacted) return undefined;
      const text = json === undefined ? output : undefined;
      return checkInSession(template, text, error ?? null);
    },
    { nameOf },
  );
});
