import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  array,
  Decimal,
  date,
  type Environment,
  error,
  lazyObject,
  readIsoDateTime,
  renderDate,
  renderNumber,
  renderTime,
  tagged,
  time,
  toLocal,
  typeOf,
  type XDateTime,
  type XValue,
} from "../../../runtime/expressions/excellent/index.js";
import { findFunction } from "../../../runtime/expressions/excellent/functions/index.js";

/** Where the tables of the reference engine lie beside a checkout; read in place, never copied. */
const CORPUS = join(__dirname, "../../../../shared/corpus");

/** A value as the tables write it. */
export interface TypedValue {
  t: string;
  v?: unknown;
  tz?: string;
  default?: TypedValue;
}

export interface EnvironmentJson {
  date_format: string;
  time_format: string;
  timezone: string;
  allowed_languages?: string[];
  number_format?: { decimal_symbol: string; digit_grouping_symbol: string };
  default_country?: string;
  redaction_policy?: "none" | "urns";
  max_value_length?: number;
}

/** A table by its path in the corpus; undefined, said once on the console, where the corpus is not there. */
export function readTable<Table>(path: string): Table | undefined {
  const file = join(CORPUS, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Table) : undefined;
}

/**
 * One test for a table: all cases are tried and those that fail are listed by name. `deviations` are cases known to
 * differ, with the reason.
 */
export function testTable<Case>(
  path: string,
  check: (one: Case, table: Record<string, unknown>) => string | undefined,
  options: { deviations?: Record<string, string>; nameOf?: (one: Case) => string } = {},
): void {
  const table = readTable<Record<string, unknown>>(path);
  const nameOf = options.nameOf ?? ((one: Case) => JSON.stringify(one));
  (table ? test : test.skip)(`${path}${table ? "" : " (skipped: no corpus beside this checkout)"}`, () => {
    const cases = (table?.["cases"] ?? table) as Case[];
    const failures: string[] = [];
    for (const one of cases) {
      const problem = check(one, table ?? {});
      const isDeviation = Object.hasOwn(options.deviations ?? {}, nameOf(one));
      if (problem !== undefined && !isDeviation) failures.push(`${nameOf(one)}: ${problem}`);
    }
    expect(failures).toEqual([]);
  });
}

const DEFAULT_NOW: XDateTime = readIsoDateTime("2018-04-11T13:24:30.123456Z") as XDateTime;

export function readEnvironment(json: EnvironmentJson, now?: string, extra: Partial<Environment> = {}): Environment {
  const clock = now === undefined ? DEFAULT_NOW : (readIsoDateTime(now) as XDateTime);
  return {
    dateFormat: json.date_format,
    timeFormat: json.time_format,
    timezone: json.timezone,
    allowedLanguages: json.allowed_languages ?? [],
    numberFormat: {
      decimalSymbol: json.number_format?.decimal_symbol ?? ".",
      digitGroupingSymbol: json.number_format?.digit_grouping_symbol ?? ",",
    },
    ...(json.default_country !== undefined && { defaultCountry: json.default_country }),
    redactionPolicy: json.redaction_policy ?? "none",
    maxValueLength: json.max_value_length ?? 640,
    now: () => clock,
    random: () => 0.5,
    ...extra,
  };
}

export function fromTyped(value: TypedValue): XValue {
  switch (value.t) {
    case "null":
      return null;
    case "text":
      return value.v as string;
    case "boolean":
      return value.v as boolean;
    case "number":
      return new Decimal(value.v as string);
    case "date": {
      const [, year, month, day] = /^(-?\d+)-(\d+)-(\d+)$/.exec(value.v as string) ?? [];
      return date(Number(year), Number(month), Number(day));
    }
    case "time": {
      const [hour = 0, minute = 0, second = 0, nanosecond = 0] = (value.v as string).split(/[:.]/).map(Number);
      return time(hour, minute, second, nanosecond);
    }
    case "datetime": {
      const instant = readIsoDateTime(value.v as string) as XDateTime;
      return value.tz ? { ...instant, zone: value.tz } : instant;
    }
    case "array":
      return array((value.v as TypedValue[]).map(fromTyped));
    case "object": {
      const properties = Object.entries(value.v as Record<string, TypedValue>);
      const lazy = Object.fromEntries(properties.map(([name, one]) => [name, () => fromTyped(one)]));
      const standIn = value.default;
      return standIn ? lazyObject(lazy, () => fromTyped(standIn)) : lazyObject(lazy);
    }
    case "function":
      return findFunction(value.v as string) ?? error(`no function ${String(value.v)}`);
    case "error":
      return error(value.v as string);
    default:
      throw new Error(`unknown type ${value.t}`);
  }
}

/** A value written so that equal ones are equal texts. */
export function show(value: XValue): string {
  const of = tagged(value);
  switch (of?.type) {
    case "array":
      return `[${Array.from(of, show).join(", ")}]`;
    case "object": {
      const properties = of.names.map((name) => `${name}: ${show(of.get(name) ?? null)}`).join(", ");
      return `{${properties}}${of.default === undefined ? "" : ` default ${show(of.default)}`}`;
    }
    case "date":
      return `date ${renderDate(of)}`;
    case "time":
      return `time ${renderTime(of)} ${of.nanosecond}`;
    case "datetime":
      return `datetime ${of.epochSecond}.${of.nanosecond} ${toLocal(of).offsetSeconds} ${zoneOf(of)}`;
    case "function":
      return `function ${of.name}`;
    case "error":
      return `error ${of.message}`;
    case undefined:
      return typeOf(value) === "number" ? `number ${renderNumber(value as Decimal)}` : JSON.stringify(value);
  }
}

/** The tables name an offset's zone "". */
function zoneOf({ zone }: XDateTime): string {
  return /^[+-]/.test(zone) ? "" : zone;
}

/** What is different, for the list of failures; undefined if nothing is. */
export function difference(actual: XValue, expected: TypedValue): string | undefined {
  const [a, b] = [show(actual), show(fromTyped(expected))];
  return a === b ? undefined : `got ${a}, not ${b}`;
}
