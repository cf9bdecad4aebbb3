import type { Port } from "../../ports.js";
import { formerPort, type Origins } from "./output-map.js";
import { randomUuid } from "./uuid.js";

/**
 * The document's ids of the exits after an edit: each follows its exit. In a block an exit without an id leads to the block's
 * next step, so an exit that a person adds there gets one.
 */
export function exitIdsAfter(
  node: { readonly block?: string; readonly exitIds?: Readonly<Record<string, string>> },
  before: readonly Port[],
  after: readonly Port[],
  origins: Origins,
): Record<string, string> | undefined {
  const ids: Record<string, string> = {};
  for (const port of after) {
    const former = formerPort(port, before, origins);
    const kept = former && node.exitIds?.[former.id];
    const made = node.block !== undefined && port.entry && !former ? (port.documentId ?? randomUuid()) : undefined;
    const id = kept ?? made;
    if (id !== undefined) ids[port.id] = id;
  }
  return Object.keys(ids).length > 0 ? ids : undefined;
}
