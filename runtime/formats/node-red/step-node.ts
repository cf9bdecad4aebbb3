import type { ProgramNode } from "../../program.js";
import { exitsOf, type AnyStep } from "../../step.js";
import type { StepNodeConfig } from "../../tab.js";
import { stepLabel } from "../../editor/help.js";
import { textLabel } from "../../editor/text-label.js";
import type { Schema } from "../../validation/schema.js";
import { own } from "../records.js";
import type { StepLookup } from "../result.js";
import { nodeSize, type Size } from "./layout/size.js";
import type { TabNode } from "./nodes.js";
import { partReferences } from "./references.js";

/** How large the node of a step is drawn. */
export function stepSize(node: ProgramNode, lookup: StepLookup): Size {
  const step = lookup(node.step);
  return nodeSize(labelOf(node, step), portsOf(node, lookup).length);
}

/** What the editor shows of it. */
function labelOf({ name, options, step: id }: ProgramNode, step: AnyStep | undefined): string {
  return name || (step && (textLabel(step.options as Schema, options) ?? stepLabel(step))) || id;
}

/** The node of a step; `x` and `y` are its centre, as in Node-RED. */
export function stepNode(
  node: ProgramNode,
  place: { readonly z: string; readonly x: number; readonly y: number; readonly g?: string },
  nodeId: (id: string) => string,
  lookup: StepLookup,
): TabNode {
  const { options, references } = partReferences(lookup(node.step), node.options);
  const ports = portsOf(node, lookup);
  const config: StepNodeConfig = {
    id: nodeId(node.id),
    type: node.step,
    name: node.name ?? "",
    options,
    sid: node.id,
    ...(node.block !== undefined && { block: node.block }),
    ...(node.exitIds && { exitIds: node.exitIds }),
    ...(node.outward && { outward: node.outward }),
    outputs: ports.length,
    ...place,
    wires: ports.map((exit) => (own(node.exits, exit) ?? []).map(nodeId)),
  };
  return { ...(config as StepNodeConfig & TabNode), ...references };
}

/** The exits in the order of the ports. Of a step that there is not, those that are wired. */
function portsOf(node: ProgramNode, lookup: StepLookup): readonly string[] {
  const step = lookup(node.step);
  return step ? exitsOf(step, node.options).map((exit) => exit.id) : Object.keys(node.exits);
}
