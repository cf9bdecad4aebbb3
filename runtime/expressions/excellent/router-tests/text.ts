import { anything, define, text } from "../functions/define.js";
import { matchPattern } from "../regex/index.js";
import { equalFold, lowerCase } from "../text/case.js";
import { words } from "../text/words.js";
import { object } from "../values/object.js";
import { error, isError, type XValue } from "../values/value.js";
import { matched, notMatched } from "./outcome.js";

/** Something like an e-mail address; the length of its first part is bounded so that long texts cost linear time. */
const EMAIL = /[\p{L}\p{N}][-\p{L}\p{N}_+$~.]{0,254}@(?:[\p{L}\p{N}][-\p{L}\p{N}_]*\.)+[\p{L}\p{N}][-\p{L}\p{N}_]*/u;

/**
 * Whether the words of a phrase follow each other in a text. A word that breaks off a match is not tried as the
 * beginning of another, as in the reference engine.
 */
function hasPhrase(text: string, phrase: string): XValue {
  const wanted = words(lowerCase(phrase));
  if (wanted.length === 0) return matched("");
  let found: string[] = [];
  for (const word of words(text)) {
    found = lowerCase(word) === wanted[found.length] ? [...found, word] : [];
    if (found.length === wanted.length) return matched(found.join(" "));
  }
  return notMatched;
}

function hasOnlyPhrase(text: string, phrase: string): XValue {
  const found = words(text);
  const wanted = words(lowerCase(phrase));
  const isEqual = found.length === wanted.length && found.every((word, index) => lowerCase(word) === wanted[index]);
  return isEqual ? matched(found.join(" ")) : notMatched;
}

/** Words of the text that are among others, and whether those suffice. */
function hasWords(
  text: string,
  wanted: string,
  suffices: (found: Set<string>, wanted: Set<string>) => boolean,
): XValue {
  const wantedWords = new Set(words(lowerCase(wanted)));
  const found = words(text).filter((word) => wantedWords.has(lowerCase(word)));
  return suffices(new Set(found.map(lowerCase)), wantedWords) ? matched(found.join(" ")) : notMatched;
}

/** The match has as many bytes as the beginning, which is another number of characters if case changes their length. */
function hasBeginning(text: string, beginning: string): XValue {
  const [within, wanted] = [Buffer.from(text.trim()), Buffer.from(beginning.trim())];
  if (wanted.length === 0 || within.length < wanted.length) return notMatched;
  const start = within.subarray(0, wanted.length).toString("utf8");
  return equalFold(start, beginning.trim()) ? matched(start) : notMatched;
}

function hasPattern(text: string, pattern: string): XValue {
  const match = matchPattern(text, pattern.trim());
  if (match === undefined) return error("must be called with a valid regular expression");
  if (match === null) return notMatched;
  return matched(match[0] ?? "", object(Object.fromEntries(match.map((group, index) => [String(index), group ?? ""]))));
}

function hasText(text: string): XValue {
  const trimmed = text.trim();
  return trimmed === "" ? notMatched : matched(trimmed);
}

export const textTests = [
  /** The only test that accepts an error. */
  define("has_error", [anything], (_environment, { argument }) =>
    isError(argument) ? matched(argument.message) : notMatched,
  ),
  define("has_text", [text], (_environment, of) => hasText(of)),
  define("has_value", [text], (_environment, of) => hasText(of)),
  define("has_only_text", [text, text], (_environment, of, only) => (of === only ? matched(of) : notMatched)),
  define("has_phrase", [text, text], (_environment, of, phrase) => hasPhrase(of, phrase)),
  define("has_only_phrase", [text, text], (_environment, of, phrase) => hasOnlyPhrase(of, phrase)),
  define("has_any_word", [text, text], (_environment, of, wanted) => hasWords(of, wanted, (found) => found.size > 0)),
  define("has_all_words", [text, text], (_environment, of, wanted) =>
    hasWords(of, wanted, (found, all) => found.size === all.size),
  ),
  define("has_beginning", [text, text], (_environment, of, beginning) => hasBeginning(of, beginning)),
  define("has_pattern", [text, text], (_environment, of, pattern) => hasPattern(of, pattern)),
  define("has_email", [text], (_environment, of) => {
    const email = EMAIL.exec(of)?.[0];
    return email === undefined ? notMatched : matched(email);
  }),
];
