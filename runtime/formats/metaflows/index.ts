export type { MetaflowsReadOptions } from "./options.js";
export { readMetaflows } from "./read.js";
export { writeMetaflows, writeMetaflowsText } from "./write.js";
export {
  isObject,
  parseOrdered,
  stringifyOrdered,
  toJson,
  toOrdered,
  type Ordered,
  type OrderedObject,
} from "./ordered.js";
export { LISTENER, modules, SETTINGS } from "./catalogue.js";
