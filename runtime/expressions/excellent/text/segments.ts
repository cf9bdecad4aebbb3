const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/**
 * The words of a text by Unicode's rules for word boundaries, which keep numbers such as "21.35" whole: other than
 * `words`, which is what the language's functions and tests use.
 */
export function wordSegments(text: string): string[] {
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}
