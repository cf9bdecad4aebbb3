import { BoundedCache } from "../bounded-cache.js";
import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";

/**
 * Reads a text that is a phone number and nothing else.
 *
 * @param country ISO 3166 alpha-2 code for numbers written without `+`; an unknown one counts as none.
 * @returns the number in E.164, or undefined where the text is no possible number (length and country code are checked,
 *   not whether the number is in use).
 */
export function readPhoneNumber(text: string, country?: string): string | undefined {
  const number = parse(text, country);
  return number?.isPossible() ? number.number : undefined;
}

/** Countries of numbers asked for lately: the library takes tens of microseconds for one. "" is unknown. */
const countries = new BoundedCache<string, string>(10_000);

/** Country of an E.164 number, where its digits tell. */
export function phoneCountry(number: string): string | undefined {
  let country = countries.get(number);
  if (country === undefined) countries.set(number, (country = parse(number)?.country ?? ""));
  return country || undefined;
}

/** The number as people of its country write it, or undefined if it is not an international number. */
export function formatNationally(number: string): string | undefined {
  return parse(number)?.formatNational();
}

function parse(text: string, country?: string): PhoneNumber | undefined {
  // Without `extract: false` the library would find a number inside any text.
  return parsePhoneNumberFromString(
    text.trim(),
    country !== undefined && isSupportedCountry(country)
      ? { defaultCountry: country, extract: false }
      : { extract: false },
  );
}
