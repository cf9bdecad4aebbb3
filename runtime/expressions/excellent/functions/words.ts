import { withoutFirstWord, words } from "../text/words.js";
import { array } from "../values/array.js";
import { Decimal } from "../values/number.js";
import { error, type XValue } from "../values/value.js";
import { define, integer, optional, text } from "./define.js";

function word(of: string, index: number, delimiters: string | undefined): XValue {
  const all = words(of, delimiters);
  const found = all.at(index);
  return found ?? error(`index ${index} is out of range for the number of words ${all.length}`);
}

/**
 * Words from start up to end, which an end of 0 or less leaves open. Given delimiters, the end is checked but not applied: the
 * reference engine of this language version does so, and flows rely on what they got.
 */
function wordSlice(of: string, start: number, end = -1, delimiters = ""): XValue {
  if (start < 0) return error("must start with a positive index");
  if (end > 0 && end <= start) return error("must have a end which is greater than the start");
  const all = words(of, delimiters);
  return (end > 0 && delimiters === "" ? all.slice(start, end) : all.slice(start)).join(" ");
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
  define("word_slice", [text, integer, optional(integer), optional(text)], (_environment, of, start, end, delimiters) =>
    wordSlice(of, start, end, delimiters),
  ),
  define("remove_first_word", [text], (_environment, of) => withoutFirstWord(of)),
  define("field", [text, integer, text], (_environment, of, index, delimiter) => field(of, index, delimiter)),
];
