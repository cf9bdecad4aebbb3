import { regexMatch } from "../regex/index.js";
import { lowerCase, titleCase, upperCase } from "../text/case.js";
import { compareText } from "../text/compare.js";
import { decodeHtml } from "../text/html.js";
import { Decimal, toInt64 } from "../values/number.js";
import { error, type XValue } from "../values/value.js";
import { define, integer, number, optional, text } from "./define.js";

/** Characters that `repeat` and `replace` may make: templates are written by authors, memory is ours. */
const MAX_TEXT_LENGTH = 1_000_000;

const TOO_LONG = error(`result is longer than ${MAX_TEXT_LENGTH} characters`);

/** Non-printing characters: controls, formats, surrogates and those of private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** Removes the characters, white space without any, from the ends of a text. */
function trim(from: string, characters: string | undefined, ends: { left: boolean; right: boolean }): string {
  const all = Array.from(from);
  const isTrimmed = (character: string): boolean =>
    characters ? characters.includes(character) : /^[\s\u0085]$/u.test(character) && character !== "\uFEFF";
  let start = 0;
  let end = all.length;
  while (ends.left && start < end && isTrimmed(all[start] ?? "")) start++;
  while (ends.right && end > start && isTrimmed(all[end - 1] ?? "")) end--;
  return all.slice(start, end).join("");
}

function repeat(repeated: string, count: number): XValue {
  if (count < 0) return error(`must be called with a positive integer, got ${count}`);
  return repeated.length * count > MAX_TEXT_LENGTH ? TOO_LONG : repeated.repeat(count);
}

/** Replaces the first `count` occurrences, all if it is negative; an empty needle is found between all characters. */
function replace(within: string, needle: string, replacement: string, count = -1): XValue {
  const pieces = needle === "" ? ["", ...within] : within.split(needle);
  // Before each character and at the end: as many gaps as there are characters and one more.
  if (needle === "") pieces.push("");
  const replaced = Math.min(count < 0 ? Infinity : count, pieces.length - 1);
  if (within.length + replaced * replacement.length > MAX_TEXT_LENGTH) return TOO_LONG;
  return pieces.slice(0, replaced + 1).join(replacement) + tail(pieces.slice(replaced + 1), needle);
}

/** What follows the last replacement: the other pieces with the needle still between and before them. */
function tail(pieces: readonly string[], needle: string): string {
  return pieces.map((piece) => needle + piece).join("");
}

function textSlice(from: string, start: number, end: number | undefined): string {
  return Array.from(from).slice(start, end).join("");
}

/** Texts read out in calls: characters in groups, so that a voice pauses between them. */
function readCharacters(of: string): string {
  const characters = Array.from(of.replace(/^\+/, ""));
  const size = characters.length % 3 === 0 ? 3 : characters.length % 4 === 0 ? 4 : 1;
  const groups: string[] = [];
  for (let start = 0; start < characters.length; start += size) {
    groups.push(characters.slice(start, start + size).join(" "));
  }
  return groups.join(" , ");
}

export const textFunctions = [
  /** Character of a code point. */
  define("char", [integer], (_environment, code) => {
    const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "\ufffd";
  }),
  /** Code point of the first character. */
  define("code", [text], (_environment, of) => {
    const code = of.codePointAt(0);
    return code === undefined ? error("requires a string of at least one character") : new Decimal(code);
  }),
  define("trim", [text, optional(text)], (_environment, from, characters) =>
    trim(from, characters, { left: true, right: true }),
  ),
  define("trim_left", [text, optional(text)], (_environment, from, characters) =>
    trim(from, characters, { left: true, right: false }),
  ),
  define("trim_right", [text, optional(text)], (_environment, from, characters) =>
    trim(from, characters, { left: false, right: true }),
  ),
  define("title", [text], (_environment, of) => titleCase(of)),
  define("lower", [text], (_environment, of) => lowerCase(of)),
  define("upper", [text], (_environment, of) => upperCase(of)),
  define("clean", [text], (_environment, of) => of.replace(INVISIBLE, "")),
  /** Characters from start up to end, negative ones from the end. A fourth argument is taken and not used. */
  define("text_slice", [text, integer, optional(integer), optional(text)], (_environment, from, start, end) =>
    textSlice(from, start, end),
  ),
  define("text_length", [text], (_environment, of) => new Decimal(Array.from(of).length)),
  define("text_compare", [text, text], (_environment, a, b) => new Decimal(compareText(a, b))),
  /** The match of a pattern, or of one of its groups. */
  define("regex_match", [text, text, optional(integer)], (_environment, within, pattern, group) =>
    regexMatch(within, pattern, group ?? 0),
  ),
  define("repeat", [text, integer], (_environment, repeated, count) => repeat(repeated, count)),
  define("replace", [text, text, text, optional(integer)], (_environment, within, needle, replacement, count) =>
    replace(within, needle, replacement, count),
  ),
  define("percent", [number], (_environment, fraction) => `${toInt64(fraction.times(100).toDecimalPlaces(0))}%`),
  define("url_encode", [text], (_environment, of) =>
    encodeURIComponent(of.toWellFormed()).replace(/[!'()*]/g, escapeByte),
  ),
  define("html_decode", [text], (_environment, of) => decodeHtml(of)),
  define("read_chars", [text], (_environment, of) => readCharacters(of)),
];

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
