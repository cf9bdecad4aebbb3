import { derivedUuid } from "../uuids.js";
import type { TabNode } from "./nodes.js";

/**
 * The block of each step of a tab. A block is drawn as a group, but people draw groups for other reasons too, copy them, and
 * move steps in and out:
 * - a group is a block if two or more of its steps say the same block, and none another one; then all its steps belong to it;
 * - of several such groups, the copies become blocks of their own;
 * - a step outside keeps its block, unless a group has that block (the step was moved out) or the step is a copy.
 *
 * @param copies steps that were made by copying others.
 */
export function blockIds(steps: readonly TabNode[], copies: ReadonlySet<TabNode>): ReadonlyMap<TabNode, string> {
  const groups = groupBlocks(steps);
  const grouped = new Set(groups.values());
  return new Map(
    steps.flatMap((step): [TabNode, string][] => {
      const ofGroup = groups.get(step.g as string);
      if (ofGroup !== undefined) return [[step, ofGroup]];
      const own = step.block;
      return typeof own !== "string" || copies.has(step) || grouped.has(own) ? [] : [[step, own]];
    }),
  );
}

function groupBlocks(steps: readonly TabNode[]): ReadonlyMap<string, string> {
  const members = Map.groupBy(
    steps.filter((step) => typeof step.g === "string" && typeof step.block === "string"),
    (step) => step.g as string,
  );
  const blocks = new Map<string, string>();
  const taken = new Set<string>();
  for (const [group, [first, ...others]] of members) {
    if (!first || others.length === 0 || others.some((step) => step.block !== first.block)) continue;
    const block = first.block as string;
    blocks.set(group, taken.has(block) ? derivedUuid(group, "block") : block);
    taken.add(block);
  }
  return blocks;
}
