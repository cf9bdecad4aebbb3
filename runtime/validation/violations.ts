import { choices, expressionOf, mapValues, type Schema } from "./schema.js";

/** A value that its schema refuses, in words that follow the field's title. */
export interface Violation {
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * What is wrong with a value, for people: the editor shows it while a node is edited, and the runtime says it when ajv has
 * refused the options. Keywords that step options don't use are not looked at.
 */
export function violations(schema: Schema, value: unknown, path: readonly string[] = []): readonly Violation[] {
  const allowed = choices(schema) ?? ("const" in schema ? [schema.const] : undefined);
  if (allowed) {
    const expression = expressionOf(schema);
    if (allowed.includes(value) || (expression && violations(expression, value).length === 0)) return [];
    return [{ path, text: `must be ${list(allowed)}, is ${show(value)}` }];
  }
  if (schema.anyOf) return ofUnion(schema.anyOf, value, path);
  const types = typeof schema.type === "string" ? [schema.type] : schema.type;
  if (types && !types.some((type) => isOfType(value, type))) {
    return [
      { path, text: `must be ${types.map((type) => TYPE_WORDS[type] ?? type).join(" or ")}, is ${kindOf(value)}` },
    ];
  }
  return [
    ...outOfBounds(schema, value).map((text) => ({ path, text })),
    ...(schema.allOf ?? []).flatMap((part) => violations(part, value, path)),
    ...ofMembers(schema, value, path),
  ];
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "null") return value === null;
  return typeof value === type;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  const type = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return type === "boolean" ? String(value) : (TYPE_WORDS[type] ?? type);
}

function show(value: unknown): string {
  return value === undefined ? "missing" : typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}

function list(values: readonly unknown[]): string {
  const shown = values.map((value) => (value === "" ? "empty" : String(value)));
  return shown.length === 1 ? shown.join() : `one of ${shown.join(", ")}`;
}

/** Of several shapes the one that was meant: all its literals are right. */
function ofUnion(branches: readonly Schema[], value: unknown, path: readonly string[]): readonly Violation[] {
  const results = branches.map((branch) => violations(branch, value, path));
  if (results.some((result) => result.length === 0)) return [];
  const meant = branches.findIndex((branch) => hasLiteralsOf(branch, value));
  if (meant >= 0) return results[meant] ?? [];
  const texts = new Set(
    results.flatMap((result) => result.filter((each) => each.path.length === path.length).map((each) => each.text)),
  );
  return [{ path, text: texts.size > 0 ? [...texts].join("; or ") : "has none of the allowed shapes" }];
}

function hasLiteralsOf(schema: Schema, value: unknown): boolean {
  if (!isObject(value)) return false;
  const literals = Object.entries(schema.properties ?? {}).filter(([, field]) => "const" in field);
  return literals.length > 0 && literals.every(([name, field]) => value[name] === field.const);
}

function outOfBounds(schema: Schema, value: unknown): readonly string[] {
  const texts: string[] = [];
  if (typeof value === "number") {
    if (schema.minimum !== undefined && value < schema.minimum)
      texts.push(`must be at least ${schema.minimum}, is ${value}`);
    if (schema.maximum !== undefined && value > schema.maximum)
      texts.push(`must be at most ${schema.maximum}, is ${value}`);
  }
  if (typeof value === "string") texts.push(...badText(schema, value));
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity } = schema;
    if (value.length < minItems)
      texts.push(`must have at least ${count(minItems, "entry", "entries")}, has ${value.length}`);
    if (value.length > maxItems)
      texts.push(`must have at most ${count(maxItems, "entry", "entries")}, has ${value.length}`);
  }
  return texts;
}

function badText(schema: Schema, value: string): readonly string[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  // As ajv counts: characters, not UTF-16 units.
  const length = [...value].length;
  if (length === 0 && minLength > 0) return ["must not be empty"];
  if (length < minLength) return [`must have at least ${count(minLength, "character")}, has ${length}`];
  if (length > maxLength) return [`must have at most ${count(maxLength, "character")}, has ${length}`];
  return pattern !== undefined && !new RegExp(pattern, "u").test(value)
    ? [`must match ${pattern}, is ${show(value)}`]
    : [];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function ofMembers(schema: Schema, value: unknown, path: readonly string[]): readonly Violation[] {
  const { items } = schema;
  if (Array.isArray(value))
    return items ? value.flatMap((item, index) => violations(items, item, [...path, String(index)])) : [];
  if (!isObject(value)) return [];
  const known = Object.keys(schema.properties ?? {}).join(", ");
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => ({ path: [...path, name], text: "is missing" })),
    ...Object.entries(value).flatMap(([name, member]) => {
      if (member === undefined) return [];
      const field = schema.properties?.[name] ?? mapValues(schema);
      if (field) return violations(field, member, [...path, name]);
      return schema.additionalProperties === false
        ? [
            {
              path: [...path, name],
              text: known === "" ? "is unknown: there is nothing to set" : `is unknown; there are: ${known}`,
            },
          ]
        : [];
    }),
  ];
}
