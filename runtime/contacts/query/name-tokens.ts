import { BoundedCache } from "../../bounded-cache.js";

/** Bytes of UTF-8 that a word needs to be searched for. */
export const MIN_TOKEN_BYTES = 2;
/** Characters of a word that are compared. */
const TOKEN_LENGTH = 8;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Scripts without spaces, of which each character counts as a word. */
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}]+$/u;

/** The words of a text by Unicode's rules for word boundaries; punctuation and symbols are none. */
function unicodeWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push(...(IDEOGRAPHS.test(segment) ? segment : [segment]));
  }
  return words;
}

/** Finding word boundaries is slow, and the same names and queries are compared group after group. */
const cache = new BoundedCache<string, readonly string[]>(1000);

/** The words of a name that searches compare, in lower case and cut to their first characters. */
export function nameTokens(name: string): readonly string[] {
  const known = cache.get(name);
  if (known) return known;
  const tokens = unicodeWords(name)
    .filter((word) => Buffer.byteLength(word) >= MIN_TOKEN_BYTES)
    .map((word) => [...word.toLowerCase()].slice(0, TOKEN_LENGTH).join(""));
  cache.set(name, tokens);
  return tokens;
}
