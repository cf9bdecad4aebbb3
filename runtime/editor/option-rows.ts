import { choices, expressionOf, mapValues, type Schema } from "../validation/schema.js";
import { fieldTitle } from "../validation/title.js";

/** An option as one line of the help. Fields of nested objects stand below as `cases[].type`. */
export interface OptionRow {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly meaning: string;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  excellent: "with `@` expressions",
  variables: "with `${}` variables",
  javascript: "with `{{}}` expressions",
};

const FIELDS: Readonly<Record<string, string>> = {
  flow: "flow",
  target: "step, by a wire",
  targets: "values, with a wire each",
  exit: "exit of this step",
  config: "configuration node",
};

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
};

export function optionRows(schema: Schema, prefix = ""): readonly OptionRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const title = fieldTitle(field, name);
    const meaning = field.description === undefined ? title : `${title}. ${field.description}`;
    const required = schema.required?.includes(name) ?? false;
    return [
      { name: `${prefix}${name}`, type: typeText(field), required, meaning },
      ...nestedRows(field, `${prefix}${name}`),
    ];
  });
}

function nestedRows(field: Schema, name: string): readonly OptionRow[] {
  if (field["x-field"] !== undefined && FIELDS[field["x-field"]] !== undefined) return [];
  if (field.items) return nestedRows(field.items, `${name}[]`);
  const branches = field.anyOf ?? [field];
  const rows = branches.flatMap((branch) => optionRows(branch, `${name}.`));
  return rows.filter((row, index) => rows.findIndex((other) => other.name === row.name) === index);
}

function typeText(field: Schema): string {
  const known = FIELDS[field["x-field"] ?? ""];
  if (known !== undefined) return known;
  const allowed = choices(field);
  if (allowed) {
    const values = allowed.filter((value) => value !== "").map((value) => `\`${String(value)}\``);
    const expression = expressionOf(field);
    return [values.join(", "), ...(expression ? [typeText(expression)] : [])].join(", or ");
  }
  if ("const" in field) return `\`${String(field.const)}\``;
  if (field.anyOf) return [...new Set(field.anyOf.map(typeText))].join(" or ");
  if (field.items && !Array.isArray(field.items)) return `list of ${typeText(field.items)}`;
  const values = mapValues(field);
  if (values) return `map of ${typeText(values)}`;
  if (field["x-unit"] !== undefined) return `time in ${field["x-unit"]}`;
  const language = LANGUAGES[field["x-expressions"] ?? ""];
  const type = [field.type ?? "any"]
    .flat()
    .map((each) => TYPES[each] ?? each)
    .join(" or ");
  return language === undefined ? type : `${type} ${language}`;
}
