import type { Environment } from "../environment.js";

/** The BCP 47 tag of an ISO 639-3 language and maybe a country; "" for a language without a two-letter code. */
export function localeTag(language: string, country: string): string {
  const code = twoLetterCode(language);
  if (code === "") return "";
  return country === "" ? code : `${code}-${country}`;
}

/** The locale in which an environment names months and days. */
export function environmentLocale(environment: Environment): string {
  const language = environment.defaultLanguage ?? environment.allowedLanguages[0] ?? "";
  return localeTag(language, environment.defaultCountry ?? "");
}

/** The canonical form of a language that has a two-letter code is that code. */
function twoLetterCode(language: string): string {
  if (!/^[a-z]{2,3}$/.test(language)) return "";
  const canonical = Intl.getCanonicalLocales(language)[0] ?? "";
  return canonical.length === 2 ? canonical : "";
}
