/** Names of a locale's calendar: months from January, days from Sunday, the two halves of the day. */
export interface CalendarNames {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  readonly halfDays: readonly string[];
}

const cache = new Map<string, CalendarNames>();

/** The names of a BCP 47 locale; of American English if the locale is "" or not known. */
export function calendarNames(locale: string): CalendarNames {
  const known = cache.get(locale);
  if (known) return known;
  const supported = locale === "" ? "en-US" : (Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? "en-US");
  const names = makeNames(supported);
  cache.set(locale, names);
  return names;
}

function makeNames(locale: string): CalendarNames {
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2017, month, 15)));
  // 1 January 2017 was a Sunday.
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2017, 0, 1 + day)));
  const part = (options: Intl.DateTimeFormatOptions, type: string, dates: readonly Date[]): string[] => {
    const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { timeZone: "UTC", ...options });
    return dates.map((date) => format.formatToParts(date).find((one) => one.type === type)?.value ?? "");
  };
  return {
    // With a day beside it, a month is in the form it has in a date.
    months: part({ month: "long", day: "numeric" }, "month", months),
    shortMonths: part({ month: "short", day: "numeric" }, "month", months).map(withoutPeriod),
    days: part({ weekday: "long" }, "weekday", days),
    shortDays: part({ weekday: "short" }, "weekday", days).map(withoutPeriod),
    halfDays: ["AM", "PM"],
  };
}

function withoutPeriod(name: string): string {
  return name.replace(/\.$/, "");
}
