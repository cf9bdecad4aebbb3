import { type CharacterSet, classItem, classSet, perlClass, posixClass, unicodeClass } from "./sets.js";
import type { Source } from "./source.js";
import { InvalidPattern } from "./invalid-pattern.js";

/** Reads what stands for one of several characters: `[…]`, `\d`, `\p{…}`. */
export class ClassReader {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The set of `\d`, `\W`, `\p{…}` and the like, if one is next. */
  shorthand(ignoreCase: boolean): CharacterSet | undefined {
    const item = this.#shorthandItem();
    return item === undefined ? undefined : classSet([item], false, ignoreCase);
  }

  /** The set of a class in brackets, which is next. */
  bracketed(ignoreCase: boolean): CharacterSet {
    this.#source.skip(1);
    const isNegated = this.#source.accept("^");
    const items: string[] = [];
    // A bracket that would close an empty class is one of its characters.
    while (items.length === 0 || !this.#source.accept("]")) {
      if (this.#source.isAtEnd) throw new InvalidPattern("missing ]");
      items.push(this.#posixItem() ?? this.#shorthandItem() ?? this.#range());
    }
    return classSet(items, isNegated, ignoreCase);
  }

  #posixItem(): string | undefined {
    const match = /^\[:(\^?)(\w+):\]/.exec(this.#source.rest);
    if (!match) return undefined;
    this.#source.skip(match[0].length);
    return posixClass(match[2] ?? "", match[1] === "^");
  }

  #shorthandItem(): string | undefined {
    const rest = this.#source.rest;
    const property = /^\\([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/.exec(rest);
    if (property) {
      this.#source.skip(property[0].length);
      return unicodeClass(property[3] ?? property[4] ?? "", (property[1] === "P") !== (property[2] === "^"));
    }
    const item = rest.startsWith("\\") ? perlClass(rest.charAt(1)) : undefined;
    if (item !== undefined) this.#source.skip(2);
    return item;
  }

  #range(): string {
    const from = this.#source.character();
    const isRange = this.#source.isNext("-") && !this.#source.isNext("-]");
    if (!isRange) return classItem(from);
    this.#source.skip(1);
    const to = this.#source.character();
    if (to < from) throw new InvalidPattern("range is backwards");
    return `${classItem(from)}-${classItem(to)}`;
  }
}
