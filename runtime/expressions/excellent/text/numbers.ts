import type { NumberFormat } from "../environment.js";
import { Decimal } from "../values/number.js";

/** Zeros of the digits that are read besides 0-9: Eastern Arabic and Bengali. */
const OTHER_ZEROS = [0x0660, 0x09e6];

const patterns = new Map<string, RegExp>();

/** The numbers in a text, as they are written by a format; what looks like one and is none is left out. */
export function* findNumbers(text: string, format: NumberFormat): Generator<Decimal> {
  for (const [candidate] of text.matchAll(patternFor(format))) {
    const number = readFormattedNumber(candidate, format);
    if (number) yield number;
  }
}

/** Reads a whole text as a number of a format; undefined if it is none. */
export function readFormattedNumber(text: string, format: NumberFormat): Decimal | undefined {
  const plain = Array.from(text.trim().replaceAll(format.digitGroupingSymbol, ""), plainDigit)
    .join("")
    .replace(format.decimalSymbol, ".");
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const number = new Decimal(plain);
  return number.isFinite() ? number : undefined;
}

function plainDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const zero = OTHER_ZEROS.find((one) => code >= one && code <= one + 9);
  return zero === undefined ? character : String(code - zero);
}

/** Formats are few: those of the workspaces that a process serves. */
function patternFor({ decimalSymbol, digitGroupingSymbol }: NumberFormat): RegExp {
  const key = decimalSymbol + digitGroupingSymbol;
  let pattern = patterns.get(key);
  if (!pattern) {
    const [decimal, grouping] = [escape(decimalSymbol), escape(digitGroupingSymbol)];
    const whole = String.raw`[-+]?(?:\p{N}|${grouping})+(?:${decimal}\p{N}+)?`;
    pattern = new RegExp(String.raw`${whole}|(?<!\w)${decimal}\p{N}+`, "gu");
    patterns.set(key, pattern);
  }
  return pattern;
}

function escape(symbol: string): string {
  return symbol === "" ? "(?!)" : symbol.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
