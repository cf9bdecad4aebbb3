import { texts, wiresOf, type TabNode } from "./nodes.js";

/**
 * The nodes that a wire leads to, once junctions and links are followed. A link to another tab leads nowhere here: `lost` is
 * told of it.
 */
export function followWires(
  ids: readonly string[],
  nodes: ReadonlyMap<string, TabNode>,
  lost: (link: TabNode) => void,
): readonly TabNode[] {
  const found = new Set<TabNode>();
  const seen = new Set<string>();
  const open = [...ids];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const node = nodes.get(id);
    if (!node || seen.has(id)) continue;
    seen.add(id);
    const next = nextOf(node);
    if (!next) found.add(node);
    else open.unshift(...next);
    if (node.type === "link out" && (node.mode === "return" || next?.some((link) => !nodes.has(link)))) lost(node);
  }
  return [...found];
}

/** Where a node that only carries a wire on leads; undefined: it is none. */
function nextOf(node: TabNode): readonly string[] | undefined {
  if (node.type === "link out") return texts(node.links);
  if (node.type === "junction" || node.type === "link in") return wiresOf(node).flat();
  return undefined;
}
