import { isObject, type Ordered, type OrderedObject } from "../formats/metaflows/index.js";

/**
 * The metaflows of an endpoint, of those on its levels: account, device, user (decision 5 of the scenarios). A later level
 * overrides whatever it has a value for; objects are merged key by key, and new keys come after those of earlier levels, so the
 * account's patterns are tried first. Undefined: no level has any.
 */
export function mergeMetaflows(levels: readonly (Ordered | undefined)[]): OrderedObject | undefined {
  const documents = levels.filter(isObject);
  return documents.length === 0 ? undefined : documents.reduce(merge);
}

function merge(below: OrderedObject, above: OrderedObject): OrderedObject {
  const merged = new Map(below);
  for (const [key, value] of above) {
    const former = merged.get(key);
    // null says nothing: it takes no value away.
    if (value !== null) merged.set(key, isObject(former) && isObject(value) ? merge(former, value) : value);
  }
  return merged;
}
