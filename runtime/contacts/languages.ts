const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/**
 * Whether a text is an ISO 639-3 code of a language that the platform's locale data knows. That data (CLDR) lists the living
 * languages with their scripts; extinct and sign languages are mostly not among them.
 */
export function isLanguage(code: string): boolean {
  return languageProblem(code) === undefined;
}

/** Says what is wrong with a language code, or undefined if nothing is. */
export function languageProblem(code: string): string | undefined {
  if (code.length !== 3) return `iso-639-3 codes must be 3 characters, got: ${code}`;
  if (/^[a-z]{3}$/i.test(code) && isKnown(code.toLowerCase())) return undefined;
  return `unrecognized language code: ${code}`;
}

function isKnown(code: string): boolean {
  const locale = new Intl.Locale(code);
  // A code with a two-letter equivalent is replaced by it, one with a likely script gets it.
  return locale.language !== code || locale.maximize().toString() !== code || names.of(code) !== undefined;
}
