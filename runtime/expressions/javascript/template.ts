import { BoundedCache } from "../../bounded-cache.js";
import { scanText } from "./scanner.js";
import { readScript, type ScriptReading } from "./script.js";

/** A text taken apart, each script read. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "script"; readonly source: string; readonly reading: ScriptReading };

export type Template = readonly TemplatePart[];

/** Texts come from definitions, of which an installation has some thousands at most in use. */
const templates = new BoundedCache<string, Template>(5000);

/** Reads a text with scripts; what was read stays in memory for the next time. */
export function readTemplate(text: string): Template {
  const known = templates.get(text);
  if (known) return known;
  const template = scanText(text).map((part): TemplatePart =>
    part.kind === "text" ? part : { ...part, reading: readScript(part.source) },
  );
  templates.set(text, template);
  return template;
}
