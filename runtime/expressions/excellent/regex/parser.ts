import { ClassReader } from "./class-reader.js";
import { anyButNewline, anyCharacter, characterSet, type CharacterSet } from "./sets.js";
import { Source } from "./source.js";
import type { Assertion, Flags, Tree } from "./tree.js";
import { InvalidPattern } from "./invalid-pattern.js";

/** Copies that one `{n,m}` may ask for, as in RE2. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 200;

const ASSERTIONS: Record<string, Assertion> = {
  A: "text start",
  z: "text end",
  b: "word boundary",
  B: "no word boundary",
};

const FLAG_NAMES: Record<string, keyof Flags> = { i: "ignoreCase", m: "multiline", s: "dotAll", U: "ungreedy" };

/** Parses RE2 syntax, which has no backreferences and no look-around; looking ahead may be allowed. Throws InvalidPattern. */
export class PatternParser {
  readonly #source: Source;
  readonly #classes: ClassReader;
  #flags: Flags;
  #depth = 0;
  groups = 0;

  constructor(
    pattern: string,
    flags: Flags,
    private readonly allowed: { readonly lookAhead: boolean } = { lookAhead: false },
  ) {
    this.#source = new Source(pattern);
    this.#classes = new ClassReader(this.#source);
    this.#flags = flags;
  }

  parse(): Tree {
    const tree = this.#choice();
    if (!this.#source.isAtEnd) throw new InvalidPattern("unexpected )");
    return tree;
  }

  #choice(): Tree {
    if (++this.#depth > MAX_DEPTH) throw new InvalidPattern("nested too deeply");
    const options = [this.#sequence()];
    while (this.#source.accept("|")) options.push(this.#sequence());
    this.#depth--;
    return options.length === 1 && options[0] ? options[0] : { type: "choice", options };
  }

  #sequence(): Tree {
    const items: Tree[] = [];
    while (!this.#source.isAtEnd && !this.#source.isNext("|") && !this.#source.isNext(")")) {
      const item = this.#item();
      if (item) items.push(this.#repeated(item));
    }
    return { type: "sequence", items };
  }

  /** One item; undefined for what only sets flags or quotes nothing. */
  #item(): Tree | undefined {
    if (this.#source.accept("\\Q")) return this.#quoted();
    if (this.#source.accept("(")) return this.#group();
    if (this.#source.accept(".")) return set(this.#flags.dotAll ? anyCharacter : anyButNewline);
    if (this.#source.accept("^"))
      return { type: "assertion", assertion: this.#flags.multiline ? "line start" : "text start" };
    if (this.#source.accept("$"))
      return { type: "assertion", assertion: this.#flags.multiline ? "line end" : "text end" };
    if (this.#source.isNext("[")) return set(this.#classes.bracketed(this.#flags.ignoreCase));
    if (/^[*+?]/.test(this.#source.rest) || this.#bounds()) throw new InvalidPattern("nothing to repeat");
    const assertion = /^\\([AzbB])/.exec(this.#source.rest)?.[1];
    if (assertion !== undefined) {
      this.#source.skip(2);
      return { type: "assertion", assertion: ASSERTIONS[assertion] ?? "text end" };
    }
    const shorthand = this.#classes.shorthand(this.#flags.ignoreCase);
    return set(shorthand ?? characterSet(this.#source.character(), this.#flags.ignoreCase));
  }

  #quoted(): Tree {
    const end = this.#source.rest.indexOf("\\E");
    const text = end === -1 ? this.#source.rest : this.#source.rest.slice(0, end);
    this.#source.skip(text.length + (end === -1 ? 0 : 2));
    const items = Array.from(text, (character) =>
      set(characterSet(character.codePointAt(0) ?? 0, this.#flags.ignoreCase)),
    );
    return { type: "sequence", items };
  }

  #group(): Tree | undefined {
    if (this.allowed.lookAhead && /^\?[=!]/.test(this.#source.rest)) return this.#look();
    const outer = this.#flags;
    const name = /^\?P?<(\w+)>/.exec(this.#source.rest);
    const flags = /^\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#source.rest);
    let index: number | undefined;
    if (name) this.#source.skip(name[0].length);
    if (flags) {
      this.#source.skip(flags[0].length);
      this.#flags = withFlags(withFlags(outer, flags[1] ?? "", true), flags[2] ?? "", false);
      if (flags[3] === ")") return undefined;
    } else {
      if (this.#source.isNext("?")) throw new InvalidPattern("unknown kind of group");
      index = ++this.groups;
    }
    const body = this.#choice();
    if (!this.#source.accept(")")) throw new InvalidPattern("missing )");
    this.#flags = outer;
    return index === undefined ? body : { type: "group", index, body };
  }

  #look(): Tree {
    const isNegative = this.#source.rest.startsWith("?!");
    this.#source.skip(2);
    const outer = this.#flags;
    const body = this.#choice();
    if (!this.#source.accept(")")) throw new InvalidPattern("missing )");
    this.#flags = outer;
    return { type: "look", body, isNegative };
  }

  #repeated(body: Tree): Tree {
    const bounds = this.#bounds();
    if (!bounds) return body;
    this.#source.skip(bounds.length);
    const isLazy = this.#source.accept("?");
    if (this.#bounds()) throw new InvalidPattern("repeated twice");
    return { type: "repeat", body, min: bounds.min, max: bounds.max, isGreedy: isLazy === this.#flags.ungreedy };
  }

  /** How often the item before is repeated, if it is. A brace that says no such thing is an ordinary character. */
  #bounds(): { min: number; max: number; length: number } | undefined {
    if (this.#source.isNext("*")) return { min: 0, max: Infinity, length: 1 };
    if (this.#source.isNext("+")) return { min: 1, max: Infinity, length: 1 };
    if (this.#source.isNext("?")) return { min: 0, max: 1, length: 1 };
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#source.rest);
    if (!match) return undefined;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === "" ? Infinity : Number(match[3]);
    const highest = max === Infinity ? min : max;
    if (highest > MAX_REPEAT || max < min) throw new InvalidPattern("bad repetition");
    return { min, max, length: match[0].length };
  }
}

function set(of: CharacterSet): Tree {
  return { type: "set", set: of };
}

function withFlags(flags: Flags, letters: string, value: boolean): Flags {
  const changed = { ...flags };
  for (const letter of letters) {
    const name = FLAG_NAMES[letter];
    if (name) changed[name] = value;
  }
  return changed;
}
