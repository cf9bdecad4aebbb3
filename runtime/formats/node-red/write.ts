import type { Program, ProgramNode } from "../../program.js";
import { findStep } from "../../steps.js";
import type { WriteOptions, WriteResult } from "../result.js";
import { derivedId } from "../uuids.js";
import { flowOptions } from "./flow-node.js";
import { drawnBlocks, groupNode, type DrawnBlock } from "./groups.js";
import type { Edge, Unit } from "./layout/layers.js";
import { place, type Point } from "./layout/place.js";
import { nodeSize, type Size } from "./layout/size.js";
import { FLOW_NODE, type TabNode } from "./nodes.js";
import { stepNode, stepSize } from "./step-node.js";

export interface TabOptions extends WriteOptions {
  /** Id of the tab that the nodes are for. */
  readonly tabId: string;
  /** Where the drawing starts: its top left corner. */
  readonly position?: Point;
}

const MARGIN: Point = { x: 60, y: 60 };

/** A whole tab for a Program. */
export function writeTab(program: Program, options: WriteOptions = {}): WriteResult<TabNode[]> {
  const tabId = derivedId(program.id, "tab");
  const tab: TabNode = { id: tabId, type: "tab", label: program.name, disabled: false, info: "", env: [] };
  return { document: [tab, ...programToTab(program, { ...options, tabId })] };
}

/**
 * The nodes that draw a Program on a tab: the flow node first, blocks as groups, left to right by depth. The same Program
 * always gets the same ids.
 */
export function programToTab(
  program: Program,
  { tabId: z, position = MARGIN, step = findStep }: TabOptions,
): TabNode[] {
  const nodeId = (id: string) => derivedId(program.id, id);
  const flowId = derivedId(program.id, "flow", "");
  const flowSize = nodeSize(program.name, 1);
  const blocks = drawnBlocks(program, step);
  const single = Object.values(program.nodes).filter((node) => !blocks.some(({ steps }) => steps.includes(node)));
  const units: Unit[] = [
    unitOf(flowId, flowSize),
    ...blocks.map(({ id, layout: { width, height, inlet } }) => ({ id, width, height, inlet })),
    ...single.map((node) => unitOf(nodeId(node.id), stepSize(node, step))),
  ];
  const corners = place(units, edgesOf(program, flowId, blocks, nodeId), position);
  const corner = (unit: string) => corners.get(unit) ?? position;
  const inBlocks = new Map(
    blocks.flatMap((block) => block.steps.map((node, index) => [node.id, { block, index }] as const)),
  );

  const drawStep = (node: ProgramNode): TabNode => {
    const size = stepSize(node, step);
    const inBlock = inBlocks.get(node.id);
    if (!inBlock) return stepNode(node, { z, ...centre(corner(nodeId(node.id)), size) }, nodeId, step);
    const { block, index } = inBlock;
    const [outer, inner] = [corner(block.id), block.layout.steps[index] ?? { x: 0, y: 0 }];
    const at = centre({ x: outer.x + inner.x, y: outer.y + inner.y }, size);
    return stepNode(node, { z, g: block.id, ...at }, nodeId, step);
  };
  const flowNode: TabNode = {
    id: flowId,
    type: FLOW_NODE,
    z,
    name: program.name,
    options: flowOptions(program),
    outputs: 1,
    ...centre(corner(flowId), flowSize),
    wires: [program.start.map(nodeId)],
  };
  return [
    flowNode,
    ...blocks.map((block) => groupNode(block, corner(block.id), z, nodeId, step)),
    ...Object.values(program.nodes).map(drawStep),
  ];
}

/** The wires between what is placed as a whole: blocks, and steps outside of any. */
function edgesOf(
  program: Program,
  flowId: string,
  blocks: readonly DrawnBlock[],
  nodeId: (id: string) => string,
): Edge[] {
  const blockOf = new Map(blocks.flatMap((block) => block.steps.map((node) => [node.id, block.id] as const)));
  const unit = (id: string) => blockOf.get(id) ?? nodeId(id);
  const wires = Object.values(program.nodes).flatMap((node) => {
    const targets = Object.values(node.exits).flat();
    return targets.map((target): Edge => [unit(node.id), unit(target)]);
  });
  const inside = ([from, to]: Edge) => from === to;
  return [...program.start.map((id): Edge => [flowId, unit(id)]), ...wires.filter((edge) => !inside(edge))];
}

/** A wire comes in at the middle of a node. */
function unitOf(id: string, { width, height }: Size): Unit {
  return { id, width, height, inlet: height / 2 };
}

/** Node-RED places a node by its centre. */
function centre(corner: Point, { width, height }: Size): Point {
  return { x: corner.x + width / 2, y: corner.y + height / 2 };
}
