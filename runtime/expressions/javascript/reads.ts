import type { AnyNode } from "acorn";
import { isJsonObject, type Json } from "../../json.js";
import { children } from "./syntax-tree.js";

/** What is read of a value: everything, or what is read of some of its properties. */
export type Reads = true | ReadonlyMap<string, Reads>;

const NOTHING: Reads = new Map();

/** What a script may read of its scope, `data` and `step`: only that has to be brought to it. Where it is not sure, more. */
export function readsOf(node: AnyNode): Reads {
  // The scope comes as the arguments of a function.
  if (node.type === "Identifier" && node.name === "arguments") return true;
  const path = pathOf(node);
  if (path) return path.reduceRight<Reads>((deeper, name) => new Map([[name, deeper]]), true);
  return children(node).map(readsOf).reduce(joined, NOTHING);
}

/** `data.payload.body` as names; undefined: the expression is no such path. */
function pathOf(node: AnyNode): string[] | undefined {
  if (node.type === "Identifier") return node.name === "data" || node.name === "step" ? [node.name] : undefined;
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return undefined;
  const object = pathOf(node.object);
  return object && [...object, node.property.name];
}

/** What is read by one or by the other. */
export function joined(one: Reads, other: Reads): Reads {
  if (one === true || other === true) return true;
  const both = new Map(one);
  for (const [name, deeper] of other) both.set(name, joined(both.get(name) ?? NOTHING, deeper));
  return both;
}

/** Whether everything that is wanted is read too. */
export function includes(read: Reads, wanted: Reads): boolean {
  if (read === true) return true;
  if (wanted === true) return false;
  return [...wanted].every(([name, deeper]) => {
    const own = read.get(name);
    return own !== undefined && includes(own, deeper);
  });
}

/** A value without what is not read of it. The same in every script that reads no more. */
export function partOf(value: Json, reads: Reads): Json {
  if (reads === true || !isJsonObject(value)) return value;
  const part: [string, Json][] = [];
  for (const [name, deeper] of reads) {
    // What every object has looks at its object as a whole, such as `hasOwnProperty`.
    if (name in Object.prototype) return value;
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    if (item !== undefined) part.push([name, partOf(item, deeper)]);
  }
  return Object.fromEntries(part);
}
