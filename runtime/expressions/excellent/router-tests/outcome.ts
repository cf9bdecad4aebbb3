import { object, type XObject } from "../values/object.js";
import type { XValue } from "../values/value.js";

/** What a test gives when it passes: an object that stands for true, with what matched. */
export function matched(match: XValue, extra?: XObject): XObject {
  return object(extra ? { match, extra } : { match }, true);
}

/** What a test gives when it does not pass. */
export const notMatched: XObject = object({ match: "" }, false);
