import { toInteger } from "./values/convert.js";
import { describe, toText } from "./values/render.js";
import { error, isError, tagged, type XValue } from "./values/value.js";

/** `value.name`: a property that an object does not have is an error. */
export function lookUpProperty(value: XValue, name: string): XValue {
  const of = tagged(value);
  if (of?.type !== "object") return lookUp(value, name);
  const property = of.get(name);
  return property === undefined ? error(`object has no property '${name}'`) : property;
}

/**
 * `value[key]`: an item of an array by its index, counted from the end if negative, or a property of an object, null
 * if it has none of that name.
 */
export function lookUp(value: XValue, key: XValue): XValue {
  if (isError(value)) return value;
  if (isError(key)) return key;
  const of = tagged(value);
  if (of?.type === "array") {
    const index = toInteger(key);
    if (isError(index)) return index;
    if (index >= of.length || index < -of.length) {
      return error(`index ${index} out of range for ${of.length} items`);
    }
    return of.at(index < 0 ? index + of.length : index);
  }
  if (of?.type === "object") {
    const name = toText(key);
    return isError(name) ? name : (of.get(name) ?? null);
  }
  return error(`${describe(value)} doesn't support lookups`);
}
