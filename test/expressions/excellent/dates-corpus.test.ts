import {
  isError,
  readDate,
  readDateTime,
  readIsoDateTime,
  readTime,
  renderDate,
  toLocal,
  type XDateTime,
  type XTime,
  type XValue,
} from "../../../runtime/expressions/excellent/index.js";
import { formatMoment } from "../../../runtime/expressions/excellent/dates/format.js";
import { parseDate, parseDateTime, parseTime } from "../../../runtime/expressions/excellent/dates/parse.js";
import { difference, fromTyped, readEnvironment, show, testTable } from "./corpus.js";

interface Instant {
  iso: string;
  tz: string;
}

const typed = ({ iso, tz }: Instant) => ({ t: "datetime", v: iso, tz });

function environment(dateFormat: string, timezone = "UTC", now?: string) {
  return readEnvironment({ date_format: dateFormat, time_format: "tt:mm", timezone }, now);
}

function sameOrNone(actual: XValue | undefined, expected: string | undefined): string | undefined {
  const text = actual === undefined ? undefined : show(actual);
  return text === expected ? undefined : `got ${text}, not ${expected}`;
}

describe("dates in text", () => {
  interface DateTimeCase {
    DateFormat: string;
    Timezone: string;
    FillTime: boolean;
    Value: string;
    now: Instant;
    actual: Instant;
    error: string | null;
  }
  testTable<DateTimeCase>("goflow/from-go/envs/datetime_from_string.json", (one) => {
    const where = environment(one.DateFormat, one.Timezone, one.now.iso);
    const found = readDateTime(where, one.Value, one.FillTime ? "now" : "midnight");
    return sameOrNone(found, one.error === null ? show(fromTyped(typed(one.actual))) : undefined);
  });

  testTable<{ dateFormat: string; value: string; expected: string; hasError: boolean }>(
    "goflow/from-go/envs/date_from_string.json",
    (one) => {
      const found = readDate(environment(one.dateFormat), one.value);
      return sameOrNone(found, one.hasError ? undefined : `date ${one.expected}`);
    },
  );

  testTable<{ value: string; expected: string; hasError: boolean }>(
    "goflow/from-go/envs/time_from_string.json",
    (one) =>
      sameOrNone(readTime(one.value), one.hasError ? undefined : show(fromTyped({ t: "time", v: one.expected }))),
  );
});

/** Names of months and days are Unicode's, which differ from the C library's in this language. */
const deviations: Record<string, string> = Object.fromEntries(
  ["2006-01-02T15:04:05.123456789-07:00", "1998-04-18T09:45:30.123456789Z", "2030-12-31T23:59:59.987654321Z"].map(
    (iso) => [`EEE EEEE MMM MMMM AA aa ti ${iso}`, "Tigrinya"],
  ),
);

describe("layouts", () => {
  testTable<{ value: Instant; layout: string; locale: string; expected: string; err: string }>(
    "goflow/from-go/gocommon/dates_format.json",
    (one) => {
      const text = formatMoment(
        toLocal(readIsoDateTime(one.value.iso) as XDateTime),
        one.layout,
        "datetime",
        one.locale,
      );
      const [actual, expected] = [isError(text) ? text.message : text, one.err || one.expected];
      return actual === expected ? undefined : `got ${actual}, not ${expected}`;
    },
    { nameOf: (one) => `${one.layout} ${one.locale} ${one.value.iso}`, deviations },
  );

  testTable<{ layout: string; value: string; tz: string; expected: Instant; err: string }>(
    "goflow/from-go/gocommon/dates_parse_datetime.json",
    (one) =>
      difference(
        parseDateTime(one.value, one.layout, one.tz),
        one.err ? { t: "error", v: one.err } : typed(one.expected),
      ),
  );

  testTable<{ layout: string; value: string; expected: string; err: string }>(
    "goflow/from-go/gocommon/dates_parse_date.json",
    (one) => {
      const found = parseDate(one.value, one.layout);
      const [actual, expected] = [isError(found) ? found.message : renderDate(found), one.err || one.expected];
      return actual === expected ? undefined : `got ${actual}, not ${expected}`;
    },
  );

  interface Clock {
    Hour: number;
    Minute: number;
    Second: number;
    Nanos: number;
  }
  testTable<{ layout: string; value: string; expected: Clock; err: string }>(
    "goflow/from-go/gocommon/dates_parse_time.json",
    ({ layout, value, expected: { Hour, Minute, Second, Nanos }, err }) => {
      const expected: XTime = { type: "time", hour: Hour, minute: Minute, second: Second, nanosecond: Nanos };
      return sameOrNone(parseTime(value, layout), err ? `error ${err}` : show(expected));
    },
  );
});
