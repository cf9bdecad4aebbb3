import type { ProgramNode } from "../../program.js";
import { own } from "../records.js";
import { derivedUuid } from "../uuids.js";

/**
 * Gives ids to the exits that lead out of a block, and takes them from those that lead to the block's next step: after an edit
 * in the editor the wires say which are which (`ProgramNode.exitIds`).
 *
 * @param nodes the steps of a tab, each with all its exits, wired or not.
 */
export function settleExitIds(
  nodes: readonly ProgramNode[],
  exitsOf: (node: ProgramNode) => readonly string[],
  start: readonly string[],
): readonly ProgramNode[] {
  const blocks = new Map(nodes.map((node) => [node.id, node.block]));
  const entrances = new Set(start);
  for (const node of nodes) {
    for (const target of Object.values(node.exits).flat()) {
      if (blocks.get(target) !== node.block) entrances.add(target);
    }
  }
  const reached = new Set([...entrances].map((id) => blocks.get(id)));
  return nodes.map((node) => {
    if (node.block === undefined) return node;
    const ids = exitsOf(node).flatMap((exit): [string, string][] => {
      const given = own(node.exitIds, exit);
      const targets = own(node.exits, exit) ?? [];
      const stays = targets.length > 0 && targets.every((id) => blocks.get(id) === node.block);
      const onward = stays && reached.has(node.block) && !targets.some((id) => entrances.has(id));
      if (given !== undefined && !onward) return [[exit, given]];
      return stays ? [] : [[exit, derivedUuid(node.id, exit)]];
    });
    const settled: { -readonly [Key in keyof ProgramNode]: ProgramNode[Key] } = {
      ...node,
      exitIds: Object.fromEntries(ids),
    };
    if (ids.length === 0) delete settled.exitIds;
    return settled;
  });
}
