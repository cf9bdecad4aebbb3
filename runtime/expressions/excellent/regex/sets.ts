import { InvalidPattern } from "./invalid-pattern.js";

/** A set of characters, by code point. */
export interface CharacterSet {
  has(codePoint: number): boolean;
}

const ASCII = 128;

/** Sets of a JavaScript character class of the `v` mode: the host knows Unicode's properties and how cases fold. */
class ClassSet implements CharacterSet {
  readonly #pattern: RegExp;
  readonly #ascii: readonly boolean[];

  constructor(source: string, ignoreCase: boolean) {
    try {
      this.#pattern = new RegExp(`^${source}$`, ignoreCase ? "vi" : "v");
    } catch {
      throw new InvalidPattern(`no such class of characters: ${source}`);
    }
    this.#ascii = Array.from({ length: ASCII }, (_, code) => this.#pattern.test(String.fromCharCode(code)));
  }

  has(codePoint: number): boolean {
    return this.#ascii[codePoint] ?? this.#pattern.test(String.fromCodePoint(codePoint));
  }
}

export function classSet(items: readonly string[], isNegated: boolean, ignoreCase: boolean): CharacterSet {
  return new ClassSet(`[${isNegated ? "^" : ""}${items.join("")}]`, ignoreCase);
}

/** The set of one character, and of its other case if that does not matter. */
export function characterSet(codePoint: number, ignoreCase: boolean): CharacterSet {
  const character = String.fromCodePoint(codePoint);
  const hasCase = character.toLowerCase() !== character.toUpperCase();
  return ignoreCase && hasCase ? classSet([classItem(codePoint)], false, true) : { has: (code) => code === codePoint };
}

export const anyCharacter: CharacterSet = { has: () => true };
export const anyButNewline: CharacterSet = { has: (code) => code !== 10 };

export function classItem(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

const PERL_CLASSES: Record<string, string> = { d: "0-9", w: "0-9A-Za-z_", s: "\\t\\n\\f\\r " };

/** The class item of `\d`, `\W` and the like; undefined for other letters. */
export function perlClass(letter: string): string | undefined {
  const ranges = PERL_CLASSES[letter.toLowerCase()];
  if (ranges === undefined) return undefined;
  return letter === letter.toLowerCase() ? `[${ranges}]` : `[^${ranges}]`;
}

const POSIX_CLASSES: Record<string, string> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  cntrl: "\\x00-\\x1F\\x7F",
  digit: "0-9",
  graph: "\\x21-\\x7E",
  lower: "a-z",
  print: "\\x20-\\x7E",
  punct: "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** The class item of `[:alpha:]` or, negated, `[:^alpha:]`. */
export function posixClass(name: string, isNegated: boolean): string {
  const ranges = POSIX_CLASSES[name];
  if (ranges === undefined) throw new InvalidPattern(`no such class of characters: ${name}`);
  return isNegated ? `[^${ranges}]` : `[${ranges}]`;
}

/** The class item of a Unicode category such as "Lu", or of a script. */
export function unicodeClass(name: string, isNegated: boolean): string {
  const property = name === "Any" || /^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`;
  return `\\${isNegated ? "P" : "p"}{${property}}`;
}
