import { wordsOf } from "../names.js";

/** Bytes of UTF-8 that a word needs to be searched for. */
export const MIN_TOKEN_BYTES = 2;
/** Characters of a word that are compared. */
const TOKEN_LENGTH = 8;

/** The words of a name that searches compare, in lower case and cut to their first characters. */
export function nameTokens(name: string): string[] {
  return wordsOf(name)
    .filter((word) => Buffer.byteLength(word) >= MIN_TOKEN_BYTES)
    .map((word) => [...word.toLowerCase()].slice(0, TOKEN_LENGTH).join(""));
}
