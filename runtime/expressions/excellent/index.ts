/**
 * The Excellent expression language: templates with `@…`, their functions and the tests of routers (goflow.md
 * sections 11, 20-24).
 */
export {
  type Environment,
  type Location,
  type LocationLookup,
  type NumberFormat,
  defaultEnvironment,
} from "./environment.js";
export {
  type EvaluatedText,
  type EvaluatedValue,
  type TemplateOptions,
  evaluateOperand,
  evaluateTemplate,
  evaluateTemplateValue,
} from "./templates.js";
export { callFunction, functionNames } from "./functions/call.js";
export { contextPaths } from "./inspect.js";
export { type RouterTest, callRouterTest, routerTests } from "./router-tests/index.js";

export { XError, type XType, type XValue, error, isError, isNumber, tagged, typeOf } from "./values/value.js";
export { XArray, array } from "./values/array.js";
export { type Property, XObject, lazyObject, object } from "./values/object.js";
export type { Arity, XFunction } from "./values/function.js";
export {
  type XDate,
  type XDateTime,
  type XDateTime as DateTime,
  type XTime,
  date,
  dateTime,
  dateTimeFromMillis,
  time,
} from "./values/temporal.js";
export { Decimal, readNumber, renderNumber } from "./values/number.js";
export { parseJson, toJSON, toJSONText, toXValue } from "./values/json.js";
export {
  asFunction,
  toArray,
  toBoolean,
  toDate,
  toDateTime,
  toInteger,
  toNumber,
  toObject,
  toTime,
} from "./values/convert.js";
export { describe, toText } from "./values/render.js";
export { equals } from "./values/equals.js";
export { format, formatDate, formatDateTime, formatNumber, formatTime } from "./values/format.js";

export { readDate, readDateTime, readTime } from "./dates/read.js";
export { readIsoDateTime, renderDate, renderDateTime, renderTime } from "./dates/iso.js";
export { findZone, inZone, localDate, toLocal } from "./dates/zones.js";
export { environmentLocale, localeTag } from "./dates/locale.js";

export { words } from "./text/words.js";
export { wordSegments } from "./text/segments.js";
export { findNumbers, readFormattedNumber } from "./text/numbers.js";
export { snakify } from "./text/snakify.js";
export { isValidPattern } from "./regex/index.js";
