const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Scripts without spaces, of which each character counts as a word. */
const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}]+$/u;

/** The words of a text by Unicode's rules for word boundaries; punctuation and symbols are none. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue;
    words.push(...(IDEOGRAPHS.test(segment) ? segment : [segment]));
  }
  return words;
}

/** The first word of a text, if it has any. */
export function firstWord(text: string): string | undefined {
  return wordsOf(text)[0];
}
