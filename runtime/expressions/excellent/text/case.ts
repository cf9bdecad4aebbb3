/*
 * Upper and lower case character by character, as the reference engine maps them: "ß" has no upper case, "İ" becomes
 * "i", and a sigma at the end of a word is like any other.
 */

const ASCII = /^[\x00-\x7f]*$/;

export function lowerCase(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return Array.from(text, (character) => Array.from(character.toLowerCase())[0] ?? character).join("");
}

export function upperCase(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : Array.from(text, upperCharacter).join("");
}

/** A character in upper case; itself if its upper case is several characters. */
function upperCharacter(character: string): string {
  const upper = character.toUpperCase();
  return Array.from(upper).length === 1 ? upper : character;
}

/**
 * What a letter may follow to be the first of its word: ASCII other than letters, digits and `_`, or any other white
 * space.
 */
const WORD_START = /^(?:[\x00-\x7f]|\s)$/u;
const WORD_CHARACTER = /^[\p{L}\p{Nd}_]$/u;

/** The digraphs of which only the first letter is a capital at the start of a word, by their upper case. */
const TITLE_DIGRAPHS: Record<string, string> = {
  "\u01c4": "\u01c5",
  "\u01c7": "\u01c8",
  "\u01ca": "\u01cb",
  "\u01f1": "\u01f2",
};

function titleCharacter(character: string): string {
  const upper = upperCharacter(character);
  return TITLE_DIGRAPHS[upper] ?? upper;
}

/** All letters lower, the first one of each word upper. */
export function titleCase(text: string): string {
  let previous = " ";
  return Array.from(lowerCase(text), (character) => {
    const isFirst = WORD_START.test(previous) && !WORD_CHARACTER.test(previous);
    previous = character;
    return isFirst ? titleCharacter(character) : character;
  }).join("");
}

/** Whether two texts are equal but for case. */
export function equalFold(a: string, b: string): boolean {
  return a === b || lowerCase(upperCase(a)) === lowerCase(upperCase(b));
}
