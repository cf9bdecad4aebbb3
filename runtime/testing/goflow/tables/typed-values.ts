import {
  array,
  date,
  Decimal,
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
} from "../../../expressions/excellent/index.js";
import { findFunction } from "../../../expressions/excellent/functions/index.js";
import { expectEqual } from "../../expect.js";

/** A value as the tables write it: `t` is its type, numbers are decimal texts, times carry nanoseconds. */
export interface TypedValue {
  readonly t: string;
  readonly v?: unknown;
  readonly tz?: string;
  readonly default?: TypedValue;
}

/** Makes the value that a table writes. */
export function fromTyped(value: TypedValue): XValue {
  switch (value.t) {
    case "null":
      return null;
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
      return value.v as string | boolean;
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

/** Throws a `Mismatch` unless the value is the one that the table writes. */
export function expectValue(what: string, expected: TypedValue, actual: XValue): void {
  expectEqual(what, show(fromTyped(expected)), show(actual));
}
