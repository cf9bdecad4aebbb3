/** Names of a locale's calendar: months from January, days from Sunday, the two halves of the day. */
export interface CalendarNames {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  readonly halfDays: readonly string[];
}

const DEFAULT_LOCALE = "en-US";

/** Which country's names a language has where no country is given; the others differ in nothing. */
const FIRST_LOCALES: Record<string, string> = { de: "de-AT", sr: "sr-ME" };

const cache = new Map<string, CalendarNames>();

/** The names of a BCP 47 locale; of American English if the locale is "" or not known. */
export function calendarNames(locale: string): CalendarNames {
  const known = cache.get(locale);
  if (known) return known;
  const wanted = FIRST_LOCALES[locale] ?? locale;
  const supported = wanted === "" ? undefined : Intl.DateTimeFormat.supportedLocalesOf(wanted)[0];
  const names = makeNames(supported ?? DEFAULT_LOCALE);
  cache.set(locale, names);
  return names;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2017, month, 15)));
/** 1 January 2017 was a Sunday. */
const DAYS = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2017, 0, 1 + day)));
const HALF_DAYS = [9, 15].map((hour) => new Date(Date.UTC(2017, 0, 1, hour)));

/**
 * Scripts whose languages here have no names of their own for the halves of the day, and shorten words by their
 * letters.
 */
const ALPHABET = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * The reference engine has the names of the C library's locales; these are Unicode's (CLDR), made like them by rule:
 * no period behind what is shortened, months of three letters, and what `adapt` says of single languages.
 */
function makeNames(locale: string): CalendarNames {
  const language = locale.split("-", 1)[0] ?? "";
  const read = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes, dates: readonly Date[]) => {
    const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { timeZone: "UTC", ...options });
    return dates.map((date) => format.formatToParts(date).find((part) => part.type === type)?.value ?? "");
  };
  /**
   * With a day beside it a month is in the form that it has in dates; without, its name is whole where months are
   * numbered.
   */
  const readMonths = (month: "long" | "short"): string[] => {
    const names = read({ month, day: "numeric" }, "month", MONTHS);
    return names.some((name) => /^\d+$/.test(name)) ? wholeMonths(locale, month) : names;
  };
  const months = readMonths("long");
  const days = read({ weekday: "long" }, "weekday", DAYS);
  const isAlphabetic = ALPHABET.test(days[0] ?? "");
  const names = {
    months,
    shortMonths: readMonths("short").map(withoutPeriod),
    days,
    // Arabic has days by their initials.
    shortDays: read({ weekday: language === "ar" ? "narrow" : "short" }, "weekday", DAYS).map(withoutPeriod),
    halfDays: isAlphabetic ? ["AM", "PM"] : read({ hour: "numeric", hour12: true }, "dayPeriod", HALF_DAYS),
  };
  const shortMonths = isAlphabetic ? threeLetters(names.shortMonths, months) : names.shortMonths;
  return adapt(language, { ...names, shortMonths });
}

function wholeMonths(locale: string, month: "long" | "short"): string[] {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { timeZone: "UTC", month });
  return MONTHS.map((date) => format.format(date));
}

function withoutPeriod(name: string): string {
  return name.replace(/\.$/, "");
}

/** Short names of more than three letters become the first three of the whole name. */
function threeLetters(short: readonly string[], whole: readonly string[]): string[] {
  const cut = firstLetters(whole);
  return short.map((name, index) => (Array.from(name).length > 3 ? (cut[index] ?? name) : name));
}

/** Where a language's names in the C library differ from what the rules give. */
function adapt(language: string, names: CalendarNames): CalendarNames {
  switch (language) {
    case "ar":
      return { ...names, shortMonths: firstLetters(names.months) };
    case "fr":
      return { ...names, shortMonths: names.shortMonths.map((name, month) => (month === 5 ? "jun" : name)) };
    case "ja":
    case "ko":
      return { ...names, shortMonths: names.shortMonths.map((name) => name.padStart(3)) };
    case "pt":
      return { ...names, days: names.days.map((name) => name.replace("-feira", "")) };
    case "ru":
      return { ...names, days: names.days.map(capitalize), shortDays: names.shortDays.map(capitalize) };
    default:
      return names;
  }
}

function firstLetters(names: readonly string[]): string[] {
  return names.map((name) => Array.from(name).slice(0, 3).join(""));
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
