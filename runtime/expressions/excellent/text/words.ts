/*
 * Words of a text (goflow.md section 23, "Words"): runs of letters, marks, numbers, `_` and `'`, and each symbol by
 * itself. Numbers keep a separator between digits. Skin tones are modifiers for Unicode but stand alone like the
 * emoji they follow.
 */
const WORD = /[\p{L}\p{M}\p{N}_']+|[\p{Sc}\p{Sm}\p{So}\u{1F3FB}-\u{1F3FF}]/gu;

/** The words of a text, or what lies between any of the delimiters if there are some. */
export function words(text: string, delimiters = ""): string[] {
  if (delimiters === "") return text.match(WORD) ?? [];
  const separators = new Set(delimiters);
  const found: string[] = [];
  let current = "";
  for (const character of text) {
    if (!separators.has(character)) current += character;
    else if (current !== "") {
      found.push(current);
      current = "";
    }
  }
  if (current !== "") found.push(current);
  return found;
}

/** The text from its second word on; "" if it has fewer than two. */
export function withoutFirstWord(text: string): string {
  const second = [...text.matchAll(WORD)][1];
  return second ? text.slice(second.index) : "";
}
