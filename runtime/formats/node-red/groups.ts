import { stepLabel } from "../../editor/help.js";
import type { Program, ProgramNode } from "../../program.js";
import type { StepLookup } from "../result.js";
import { derivedId } from "../uuids.js";
import { layOutBlock, type BlockLayout } from "./layout/block.js";
import type { Point } from "./layout/place.js";
import type { TabNode } from "./nodes.js";
import { stepSize } from "./step-node.js";

/** A block of several steps, drawn as a group. A block of a single step needs none. */
export interface DrawnBlock {
  readonly id: string;
  readonly block: string;
  readonly steps: readonly ProgramNode[];
  readonly layout: BlockLayout;
}

export function drawnBlocks(program: Program, lookup: StepLookup): readonly DrawnBlock[] {
  const blocks = Map.groupBy(Object.values(program.nodes), (node) => node.block);
  return [...blocks].flatMap(([block, steps]) => {
    if (block === undefined || steps.length === 1) return [];
    const layout = layOutBlock(steps.map((step) => stepSize(step, lookup)));
    return [{ id: derivedId(program.id, block, "group"), block, steps, layout }];
  });
}

export function groupNode(
  drawn: DrawnBlock,
  corner: Point,
  z: string,
  nodeId: (id: string) => string,
  lookup: StepLookup,
): TabNode {
  return {
    id: drawn.id,
    type: "group",
    z,
    name: blockLabel(drawn.steps, lookup),
    style: { label: true },
    nodes: drawn.steps.map((step) => nodeId(step.id)),
    block: drawn.block,
    ...corner,
    w: drawn.layout.width,
    h: drawn.layout.height,
  };
}

/** What a person knows a block by: the result that its router saves, else its first step. */
function blockLabel(steps: readonly ProgramNode[], lookup: StepLookup): string {
  const result = steps.map((step) => step.options.result_name).find((name) => typeof name === "string" && name !== "");
  if (typeof result === "string") return result;
  const [first] = steps;
  const step = first && lookup(first.step);
  return step ? stepLabel(step) : (first?.step ?? "");
}
