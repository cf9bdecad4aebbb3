import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { define, optional, text } from "../functions/define.js";
import { matched, notMatched } from "./outcome.js";

/** Digits with what people write between them; the length is bounded, longer runs are no phone numbers. */
const CANDIDATE = /\+?\d(?:[-–.,/() \u00a0]{0,3}\d){3,24}/gu;

/** The first number in a text that could be one of the country, in international form. */
function findPhone(text: string, country: string): string | undefined {
  const defaultCountry = isSupportedCountry(country) ? (country satisfies CountryCode) : undefined;
  for (const [candidate] of text.matchAll(CANDIDATE)) {
    const phone = parsePhoneNumberFromString(candidate, { ...(defaultCountry && { defaultCountry }), extract: false });
    if (phone?.isPossible()) return phone.number;
  }
  return undefined;
}

export const phoneTests = [
  /** Numbers without a country code are of the country given, or of the environment's. */
  define("has_phone", [text, optional(text)], (environment, of, country) => {
    const phone = findPhone(of, country ?? environment.defaultCountry ?? "");
    return phone === undefined ? notMatched : matched(phone);
  }),
];
