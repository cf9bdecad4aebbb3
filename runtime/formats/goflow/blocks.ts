import type { Program, ProgramNode } from "../../program.js";
import { own } from "../records.js";
import type { Problems } from "../result.js";
import { derivedUuid, isUuid4 } from "../uuids.js";
import { PLAIN_NODE, routerTypes } from "./catalogue.js";

/** The steps that make one GoFlow node, in the order they are visited. */
export interface Block {
  readonly uuid: string;
  readonly steps: readonly [ProgramNode, ...ProgramNode[]];
}

export const isRouter = (node: ProgramNode): boolean =>
  routerTypes.types.some((type) => node.step === `${routerTypes.family}-${type}`);

/** The blocks of a Program. A step that belongs to none makes a node of its own. */
export function blocksOf(program: Program, nodes: readonly ProgramNode[], problems: Problems): Block[] {
  const groups = Map.groupBy(nodes, (node) => node.block ?? `${node.id}:`);
  return [...groups].map(([id, steps]) => {
    const uuid = isUuid4(id) ? id : derivedUuid(program.id, id);
    return { uuid, steps: inVisitingOrder(steps, problems.at(`node ${uuid}`)) };
  });
}

/** Follows the wires that stay inside the block. */
function inVisitingOrder(steps: readonly ProgramNode[], problems: Problems): Block["steps"] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const follower = (step: ProgramNode) => {
    if (own(step.exitIds, "next") !== undefined) return undefined;
    return own(step.exits, "next")
      ?.map((id) => byId.get(id))
      .find((next) => next !== undefined);
  };
  const followers = new Set(steps.map(follower));
  const ordered: ProgramNode[] = [];
  let step = steps.find((each) => !followers.has(each)) ?? steps[0];
  for (; step && !ordered.includes(step); step = follower(step)) ordered.push(step);
  const [first = steps[0], ...others] = ordered;
  if (ordered.length < steps.length) {
    problems.add("", "the steps of a block must stand in one row, each wired to the next");
  } else if (
    ordered.slice(0, -1).some(isRouter) ||
    (steps.length > 1 && ordered.some((each) => each.step === PLAIN_NODE))
  ) {
    problems.add("", "in a block a router comes last, and an empty node stands alone");
  }
  return [first as ProgramNode, ...others];
}
