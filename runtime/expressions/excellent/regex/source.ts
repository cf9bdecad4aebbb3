import { InvalidPattern } from "./invalid-pattern.js";

const CONTROLS: Record<string, number> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The text of a pattern, read from left to right. */
export class Source {
  #position = 0;

  constructor(readonly pattern: string) {}

  get rest(): string {
    return this.pattern.slice(this.#position);
  }

  get isAtEnd(): boolean {
    return this.#position >= this.pattern.length;
  }

  isNext(text: string): boolean {
    return this.pattern.startsWith(text, this.#position);
  }

  accept(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.#position += text.length;
    return true;
  }

  skip(length: number): void {
    this.#position += length;
  }

  /** Reads one character, escaped or not, and gives its code point. */
  character(): number {
    if (this.accept("\\")) return this.#escape();
    const code = this.pattern.codePointAt(this.#position);
    if (code === undefined) throw new InvalidPattern("unexpected end");
    this.skip(code > 0xffff ? 2 : 1);
    return code;
  }

  #escape(): number {
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(this.rest);
    const hexadecimal = /^x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(this.rest);
    const code = octal ? parseInt(octal[0], 8) : parseInt(hexadecimal?.[1] ?? hexadecimal?.[2] ?? "", 16);
    if (!Number.isNaN(code)) {
      if (code > 0x10ffff) throw new InvalidPattern("no such character");
      this.skip((octal ?? hexadecimal)?.[0].length ?? 0);
      return code;
    }
    const letter = this.rest.charAt(0);
    const control = CONTROLS[letter];
    if (control === undefined && !/^[\x00-\x7f]$/.test(letter)) throw new InvalidPattern("bad escape");
    if (control === undefined && /[0-9A-Za-z]/.test(letter)) throw new InvalidPattern(`bad escape \\${letter}`);
    this.skip(1);
    return control ?? letter.charCodeAt(0);
  }
}
