import { textLabel } from "../../runtime/editor/text-label.js";
import { findStep } from "../../runtime/steps.js";
import type { Schema } from "../../runtime/validation/schema.js";
import type { TabNode } from "../../runtime/formats/node-red/index.js";
import { nodeSize } from "../../runtime/formats/node-red/layout/size.js";

interface Box {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pairs of nodes of a tab that lie over each other; a group counts as one with what is in it. */
export function overlaps(nodes: readonly TabNode[]): readonly string[] {
  const found: string[] = [];
  const layers = [
    nodes.filter((node) => node.g === undefined),
    ...Map.groupBy(
      nodes.filter((node) => node.g !== undefined),
      (node) => node.g,
    ).values(),
  ];
  for (const layer of layers) {
    const boxes = layer.map(boxOf);
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          found.push(`${a.id} and ${b.id}`);
      }
    }
  }
  return found;
}

function boxOf(node: TabNode): Box {
  const { id, x, y, w, h, name, outputs } = node as TabNode & Record<"x" | "y" | "w" | "h" | "outputs", number>;
  if (node.type === "group") return { id, left: x, right: x + w, top: y, bottom: y + h };
  const options = (findStep(node.type)?.options ?? {}) as Schema;
  const type = node.type.slice(node.type.indexOf("-") + 1);
  const label = typeof name === "string" && name !== "" ? name : (textLabel(options, node["options"]) ?? type);
  const { width, height } = nodeSize(label, outputs);
  return { id, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
