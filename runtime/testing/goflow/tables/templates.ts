import {
  contextPaths,
  evaluateTemplate,
  evaluateTemplateValue,
  type Environment,
  type XObject,
} from "../../../expressions/excellent/index.js";
import { scan } from "../../../expressions/excellent/template/scanner.js";
import type { JsonObject } from "../../../json.js";
import { expectEqual } from "../../expect.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";
import { expectValue, fromTyped, type TypedValue } from "./typed-values.js";

const scopes = new WeakMap<JsonObject, { context: XObject; environment: Environment }>();

function scopeOf(table: JsonObject): { context: XObject; environment: Environment } {
  let scope = scopes.get(table);
  if (!scope) {
    const context = (table["context"] ?? { t: "object", v: {} }) as unknown as TypedValue;
    scope = { context: fromTyped(context) as XObject, environment: tableEnvironment(table["env"], table["now"]) };
    scopes.set(table, scope);
  }
  return scope;
}

function expectText(table: JsonObject, template: string, text: string, error: string): void {
  const { context, environment } = scopeOf(table);
  const evaluated = evaluateTemplate(template, context, environment);
  expectEqual("text", text, evaluated.text);
  expectEqual("error", error, evaluated.errors.join(", "));
}

/** Tables of templates: to text, to typed values, with the errors that they give. */
export const templateTables: readonly TableKind[] = [
  tableOf<{ template: string; actual: string | TypedValue; error?: string | null }>(
    ["template", "actual"],
    ({ template, actual, error }, table) => {
      if (typeof actual === "string") return expectText(table, template, actual, error ?? "");
      const { context, environment } = scopeOf(table);
      expectValue("value", actual, evaluateTemplateValue(template, context, environment));
    },
    ["errorMsg"],
  ),
  tableOf<{ template: string; errorMsg: string }>(["template", "errorMsg"], ({ template, errorMsg }, table) =>
    expectText(table, template, "", errorMsg),
  ),
  tableOf<{ template: string; env: JsonObject; errors_seen: string[] }>(
    ["template", "errors_seen"],
    ({ template, env }, table) => {
      const { text, errors } = evaluateTemplate(template, scopeOf(table).context, tableEnvironment(env, table["now"]));
      expectEqual("text", "", text);
      expectEqual("number of errors", 1, errors.length);
    },
  ),
  tableOf<{ template: string; paths: string[][]; top_levels: string[] }>(
    ["template", "paths", "top_levels"],
    ({ template, paths, top_levels: names }) =>
      expectEqual(
        "paths",
        paths,
        contextPaths(template, (name) => names.includes(name)),
      ),
  ),
  tableOf<{ input: string; top_levels: string[]; tokens: { type: string; value: string }[] }>(
    ["input", "top_levels", "tokens"],
    ({ input, top_levels: names, tokens }) => {
      const parts = scan(input, (name) => names.includes(name));
      const actual = parts.map((part) =>
        part.type === "text"
          ? { type: "BODY", value: part.text }
          : { type: part.type.toUpperCase(), value: part.source },
      );
      expectEqual("tokens", tokens, actual);
    },
  ),
];
