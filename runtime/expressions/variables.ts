import type { Json } from "../json.js";
import { mapStrings } from "./map-strings.js";

/** The name goes up to the first `}` and may not span lines; blanks count. */
const VARIABLE = /\$\{([^}\n]*)\}/g;

/**
 * Replaces `${name}` in every string of a JSON value, at any depth (voipbin-flow.md section 5, decision 11).
 * A single pass: what was put in is not looked through again. An undefined variable is the empty text; `$name` and a
 * `${` that is never closed stay as they are; keys are not substituted. A value that holds no variable is returned itself.
 */
export function substituteVariables<T extends Json>(value: T, lookup: (name: string) => string | undefined): T {
  const substitute = (text: string): string =>
    text.includes("${") ? text.replace(VARIABLE, (_, name: string) => lookup(name) ?? "") : text;
  // Texts become texts and all else keeps its shape, so the type is the same.
  return mapStrings(value, substitute) as T;
}
