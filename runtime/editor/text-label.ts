import type { Schema } from "../validation/schema.js";

/** Characters of a text that still leave room for the node beside it. */
const LONGEST = 16;

/** What a node without a name shows, in the editor's browser too: how its text begins, so that one `talk` can be told from another; undefined: it has none. */
export function textLabel(schema: Schema, options: unknown): string | undefined {
  const text = textOf(schema, options)
    ?.replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text ? `“${shortened(text)}”` : undefined;
}

/** The first text of more than one line, at any depth of the options. */
function textOf(schema: Schema, value: unknown): string | undefined {
  if (schema["x-multiline"]) return typeof value === "string" ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const text = textOf(field, (value as Record<string, unknown>)[name]);
    if (text) return text;
  }
  return undefined;
}

/** Between words, where that leaves most of it. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST - 1);
  const space = text.lastIndexOf(" ", LONGEST - 1);
  return `${space > LONGEST / 2 ? text.slice(0, space) : cut}…`;
}
