/** What a layout has read so far, and the text still to be read. */
export interface Reading {
  rest: string;
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half?: "am" | "pm";
  offsetSeconds?: number;
  /** Whether the offset was written as Z. */
  isUtc?: boolean;
}

/**
 * Reads one field from the rest of the text. False if it is not there: what was taken from the rest until then stays
 * taken, since errors show it so.
 */
export function readField(reading: Reading, field: string): boolean {
  switch (field) {
    case "YYYY":
      return readYear(reading, 4);
    case "YY":
      return readYear(reading, 2);
    case "M":
    case "MM":
      return readNumber(reading, "month", field.length, 1, 12);
    case "D":
    case "DD":
      return readNumber(reading, "day", field.length, 0, 99);
    case "h":
    case "hh":
      return readNumber(reading, "hour", field.length, 0, 12);
    case "t":
    case "tt":
      return readNumber(reading, "hour", 1, 0, 23);
    case "m":
    case "mm":
      return readNumber(reading, "minute", field.length, 0, 59);
    case "s":
    case "ss":
      return readNumber(reading, "second", field.length, 0, 59);
    case "aa":
    case "AA":
      return readHalf(reading, field === "AA");
    case "Z":
    case "ZZZ":
      return readOffset(reading, field === "Z");
    default:
      return readFraction(reading, field);
  }
}

/** Reads punctuation; any run of spaces matches any other. */
export function readLiteral(reading: Reading, literal: string): boolean {
  let expected = literal;
  while (expected !== "") {
    if (expected.startsWith(" ")) {
      if (reading.rest !== "" && !reading.rest.startsWith(" ")) return false;
      expected = expected.replace(/^ +/, "");
      reading.rest = reading.rest.replace(/^ +/, "");
    } else {
      if (!reading.rest.startsWith(expected.charAt(0))) return false;
      expected = expected.slice(1);
      reading.rest = reading.rest.slice(1);
    }
  }
  return true;
}

/** Takes a fraction of a second that the layout does not mention. */
export function skipFraction(reading: Reading): void {
  const fraction = /^\.\d+/.exec(reading.rest)?.[0];
  if (fraction === undefined) return;
  reading.nanosecond = nanosecondsOf(fraction.slice(1));
  reading.rest = reading.rest.slice(fraction.length);
}

function nanosecondsOf(digits: string): number {
  return Number(digits.slice(0, 9).padEnd(9, "0"));
}

/** Two digits from 69 on are of the last century. */
function readYear(reading: Reading, digits: 2 | 4): boolean {
  if (reading.rest.length < digits || (digits === 4 && !/^\d/.test(reading.rest))) return false;
  const text = take(reading, digits);
  if (!/^\d+$/.test(text)) return false;
  const year = Number(text);
  reading.year = digits === 4 ? year : year >= 69 ? 1900 + year : 2000 + year;
  return true;
}

/** Reads one or two digits, two if the field has two letters. */
function readNumber(
  reading: Reading,
  part: "month" | "day" | "hour" | "minute" | "second",
  minDigits: number,
  min: number,
  max: number,
): boolean {
  const digits = /^\d{1,2}/.exec(reading.rest)?.[0] ?? "";
  if (digits.length < minDigits) return false;
  take(reading, digits.length);
  reading[part] = Number(digits);
  return reading[part] >= min && reading[part] <= max;
}

function readHalf(reading: Reading, isUpperCase: boolean): boolean {
  if (reading.rest.length < 2) return false;
  const text = take(reading, 2);
  const half = isUpperCase ? text.toLowerCase() : text;
  if ((isUpperCase && text !== text.toUpperCase()) || (half !== "am" && half !== "pm")) return false;
  reading.half = half;
  return true;
}

function readOffset(reading: Reading, acceptsZ: boolean): boolean {
  if (acceptsZ && reading.rest.startsWith("Z")) {
    take(reading, 1);
    reading.isUtc = true;
    return true;
  }
  const match = /^([+-])(\d\d):(\d\d)/.exec(reading.rest);
  if (!match) return false;
  take(reading, match[0].length);
  reading.offsetSeconds = (Number(match[2]) * 60 + Number(match[3])) * 60 * (match[1] === "-" ? -1 : 1);
  return true;
}

/** The field has its point before it unless the layout leaves it out. */
function readFraction(reading: Reading, field: string): boolean {
  const match = new RegExp(`^${field.startsWith(".") ? "\\." : ""}(\\d{${field.replace(".", "").length}})`).exec(
    reading.rest,
  );
  if (!match) return false;
  take(reading, match[0].length);
  reading.nanosecond = nanosecondsOf(match[1] ?? "");
  return true;
}

function take(reading: Reading, length: number): string {
  const taken = reading.rest.slice(0, length);
  reading.rest = reading.rest.slice(length);
  return taken;
}
