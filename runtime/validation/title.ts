import { mapValues, type Schema } from "./schema.js";

/** What a person reads for a field: its title, else its name in words. */
export function fieldTitle(schema: Schema | undefined, name: string): string {
  return schema?.title ?? inWords(name);
}

/** The title of a field within the options, such as `Cases 2, Test`. */
export function pathTitle(schema: Schema, path: readonly string[]): string {
  const titles: string[] = [];
  let within: Schema | undefined = schema;
  for (const key of path) {
    const field: Schema | undefined = within && memberOf(within, key);
    if (within?.items) titles.push(`${titles.pop() ?? "Entry"} ${Number(key) + 1}`);
    else if (within && !within.properties?.[key] && mapValues(within))
      titles.push(`${titles.pop() ?? "Entry"} '${key}'`);
    else titles.push(fieldTitle(field, key));
    within = field;
  }
  return titles.join(", ");
}

function memberOf(schema: Schema, key: string): Schema | undefined {
  const own = schema.properties?.[key] ?? schema.items ?? mapValues(schema);
  if (own) return own;
  for (const branch of schema.anyOf ?? []) {
    const field = memberOf(branch, key);
    if (field) return field;
  }
  return undefined;
}

/** `selectNextStep` and `digits_handle` as `Select next step` and `Digits handle`. */
export function inWords(name: string): string {
  const words = wordsOf(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A name as words in small letters, but for abbreviations: `SMS`, `http request`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase())
    .trim();
}
