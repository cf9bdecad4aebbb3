import {
  isError,
  localeTag,
  readDate,
  readDateTime,
  readIsoDateTime,
  readTime,
  renderDate,
  toLocal,
  type XDateTime,
  type XTime,
} from "../../../expressions/excellent/index.js";
import { formatMoment } from "../../../expressions/excellent/dates/format.js";
import { parseDate, parseDateTime, parseTime } from "../../../expressions/excellent/dates/parse.js";
import type { Json } from "../../../json.js";
import { expectEqual } from "../../expect.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";
import { expectValue, fromTyped, show, type TypedValue } from "./typed-values.js";

interface Instant {
  readonly iso: string;
  readonly tz: string;
}

const typed = ({ iso, tz }: Instant): TypedValue => ({ t: "datetime", v: iso, tz });

interface Parsed {
  readonly layout: string;
  readonly value: string;
  readonly tz?: string;
  readonly expected: Instant | string | { Hour: number; Minute: number; Second: number; Nanos: number };
  readonly err: string;
}

/** Parsing by a layout: what is expected says of which kind it is. */
function checkParsed({ layout, value, tz = "UTC", expected, err }: Parsed): void {
  if (typeof expected === "string") {
    const found = parseDate(value, layout);
    return expectEqual("date", err || expected, isError(found) ? found.message : renderDate(found));
  }
  if ("iso" in expected) {
    return expectValue("datetime", err ? { t: "error", v: err } : typed(expected), parseDateTime(value, layout, tz));
  }
  const { Hour: hour, Minute: minute, Second: second, Nanos: nanosecond } = expected;
  const time: XTime = { type: "time", hour, minute, second, nanosecond };
  expectEqual("time", err ? `error ${err}` : show(time), show(parseTime(value, layout)));
}

/** Tables of dates and times: found in texts, written and read by layouts. */
export const dateTables: readonly TableKind[] = [
  tableOf<{
    DateFormat: string;
    Timezone: string;
    FillTime: boolean;
    Value: string;
    now: Json;
    actual: Instant;
    error: string | null;
  }>(["DateFormat", "FillTime", "Value"], (one) => {
    const environment = tableEnvironment({ date_format: one.DateFormat, timezone: one.Timezone }, one.now);
    const found = readDateTime(environment, one.Value, one.FillTime ? "now" : "midnight");
    const expected = one.error === null ? show(fromTyped(typed(one.actual))) : "none";
    expectEqual("datetime", expected, found ? show(found) : "none");
  }),
  tableOf<{ dateFormat: string; value: string; expected: string; hasError: boolean }>(
    ["dateFormat", "value", "expected"],
    ({ dateFormat, value, expected, hasError }) => {
      const found = readDate(tableEnvironment({ date_format: dateFormat }), value);
      expectEqual("date", hasError ? "none" : expected, found ? renderDate(found) : "none");
    },
  ),
  tableOf<{ value: Instant; layout: string; locale: string; expected: string; err: string }>(
    ["value", "layout", "locale"],
    ({ value, layout, locale, expected, err }) => {
      const text = formatMoment(toLocal(readIsoDateTime(value.iso) as XDateTime), layout, "datetime", locale);
      expectEqual("text", err || expected, isError(text) ? text.message : text);
    },
  ),
  tableOf<Parsed>(["layout", "value", "expected"], checkParsed, ["locale"]),
  tableOf<{ value: string; expected: string; hasError: boolean }>(
    ["value", "expected", "hasError"],
    ({ value, expected, hasError }) => {
      const found = readTime(value);
      const wanted = hasError ? "none" : show(fromTyped({ t: "time", v: expected }));
      expectEqual("time", wanted, found ? show(found) : "none");
    },
    ["dateFormat", "layout"],
  ),
  tableOf<{ lang: string; country: string; bcp47: string }>(["lang", "bcp47"], ({ lang, country, bcp47 }) =>
    expectEqual("locale", bcp47, localeTag(lang, country)),
  ),
];
