import type { Environment } from "../environment.js";
import { withoutFirstWord, words } from "../text/words.js";
import { array } from "../values/array.js";
import { Decimal } from "../values/number.js";
import { error, isError, type XValue } from "../values/value.js";
import { define, defineRaw, integer, optional, text, toArgument } from "./define.js";

function word(of: string, index: number, delimiters: string | undefined): XValue {
  const all = words(of, delimiters);
  const found = all.at(index);
  return found ?? error(`index ${index} is out of range for the number of words ${all.length}`);
}

/**
 * Words from start up to end, which an end of 0 or less leaves open. Given delimiters, the end is not looked at: the
 * reference engine of this language version does so, and flows rely on what they got.
 */
function wordSlice(environment: Environment, args: readonly XValue[]): XValue {
  const [of = null, startArgument = null, endArgument, delimitersArgument] = args;
  const within = toArgument(text, environment, of);
  if (isError(within)) return within;
  const start = toArgument(integer, environment, startArgument);
  if (isError(start)) return start;
  if (start < 0) return error("must start with a positive index");
  if (delimitersArgument !== undefined) {
    const delimiters = toArgument(text, environment, delimitersArgument);
    return isError(delimiters) ? delimiters : words(within, delimiters).slice(start).join(" ");
  }
  const end = endArgument === undefined ? 0 : toArgument(integer, environment, endArgument);
  if (isError(end)) return end;
  if (end > 0 && end <= start) return error("must have a end which is greater than the start");
  const found = words(within);
  return (end > 0 ? found.slice(start, end) : found.slice(start)).join(" ");
}

/** The piece between delimiters, trimmed; a space as delimiter stands for any run of spaces. */
function field(of: string, index: number, delimiter: string): XValue {
  if (index < 0) return error("cannot use a negative index");
  const pieces = delimiter === "" ? Array.from(of) : of.split(delimiter === " " ? / +/ : delimiter);
  return pieces[index]?.trim() ?? "";
}

export const wordFunctions = [
  /** Words as an array. */
  define("split", [text, optional(text)], (_environment, of, delimiters) => array(words(of, delimiters))),
  /** One word, counted from the end if the index is negative. */
  define("word", [text, integer, optional(text)], (_environment, of, index, delimiters) => word(of, index, delimiters)),
  define(
    "word_count",
    [text, optional(text)],
    (_environment, of, delimiters) => new Decimal(words(of, delimiters).length),
  ),
  defineRaw("word_slice", 2, 4, wordSlice),
  define("remove_first_word", [text], (_environment, of) => withoutFirstWord(of)),
  define("field", [text, integer, text], (_environment, of, index, delimiter) => field(of, index, delimiter)),
];
