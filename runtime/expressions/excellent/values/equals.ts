import type { XArray } from "./array.js";
import type { XObject } from "./object.js";
import { isNumber, tagged, typeOf, type XValue } from "./value.js";

/** Equality of type and value, which `unique` uses; the operator `=` compares texts instead. */
export function equals(a: XValue, b: XValue): boolean {
  if (a === b) return true;
  if (typeOf(a) !== typeOf(b)) return false;
  if (isNumber(a) && isNumber(b)) return a.eq(b);
  const [left, right] = [tagged(a), tagged(b)];
  if (left?.type === "array" && right?.type === "array") return equalArrays(left, right);
  if (left?.type === "object" && right?.type === "object") return equalObjects(left, right);
  if (left?.type === "error" && right?.type === "error") return left.message === right.message;
  if (left?.type === "function" && right?.type === "function") return left.name === right.name;
  if (left?.type === "date" && right?.type === "date") {
    return left.year === right.year && left.month === right.month && left.day === right.day;
  }
  if (left?.type === "time" && right?.type === "time") {
    const sameClock = left.hour === right.hour && left.minute === right.minute && left.second === right.second;
    return sameClock && left.nanosecond === right.nanosecond;
  }
  if (left?.type === "datetime" && right?.type === "datetime") {
    return left.epochSecond === right.epochSecond && left.nanosecond === right.nanosecond;
  }
  return false;
}

function equalArrays(a: XArray, b: XArray): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!equals(a.at(index), b.at(index))) return false;
  return true;
}

function equalObjects(a: XObject, b: XObject): boolean {
  if (a.size !== b.size || a.hasDefault !== b.hasDefault || !equals(a.default ?? null, b.default ?? null)) return false;
  return a.names.every((name) => b.has(name) && equals(a.get(name) ?? null, b.get(name) ?? null));
}
