/** A calendar day without a zone. Years may be negative or above 9999; month 1-12, day 1-31. */
export interface XDate {
  readonly type: "date";
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time of day: hour 0-23, minute and second 0-59, nanosecond 0-999,999,999. */
export interface XTime {
  readonly type: "time";
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
}

/**
 * An instant seen in a zone. Kept as seconds and nanoseconds because library dates end at milliseconds, and as the
 * name of a zone because most datetimes are never looked at in local time.
 */
export interface XDateTime {
  readonly type: "datetime";
  /** Seconds since 1970-01-01T00:00:00Z, whole, may be negative. */
  readonly epochSecond: number;
  /** 0-999,999,999, always counted forward from `epochSecond`. */
  readonly nanosecond: number;
  /** An IANA name, "UTC", or an offset such as "+02:00" for a time that was written with one. */
  readonly zone: string;
}

export function date(year: number, month: number, day: number): XDate {
  return { type: "date", year, month, day };
}

export function time(hour: number, minute: number, second = 0, nanosecond = 0): XTime {
  return { type: "time", hour, minute, second, nanosecond };
}

export function dateTime(epochSecond: number, nanosecond: number, zone: string): XDateTime {
  return { type: "datetime", epochSecond, nanosecond, zone };
}

/** The datetime of a count of milliseconds since the epoch, as clocks of the host give it. */
export function dateTimeFromMillis(milliseconds: number, zone: string): XDateTime {
  const epochSecond = Math.floor(milliseconds / 1000);
  return dateTime(epochSecond, Math.round((milliseconds - epochSecond * 1000) * 1_000_000), zone);
}
