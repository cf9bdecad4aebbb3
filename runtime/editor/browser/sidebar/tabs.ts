import { RED, type ConfigNode, type FileNode } from "../node-red.js";

/**
 * Puts nodes on tabs of their own and shows the first. Gives what kept it from that: a tab is there already, say. Config nodes for
 * what has one here are left out.
 */
export function openTabs(nodes: readonly FileNode[]): string | undefined {
  const tabs = nodes.filter(({ type }) => type === "tab");
  const there = tabs.find(({ id }) => RED.nodes.workspace(id));
  if (there) {
    RED.workspaces.show(there.id);
    return `'${there.label ?? there.id}' is a tab already: it is shown now. Delete it to take it from its document again.`;
  }
  RED.view.importNodes(
    nodes.filter((node) => !isConfigured(node)),
    { generateIds: false },
  );
  const [first] = tabs;
  if (first) RED.workspaces.show(first.id);
  return undefined;
}

/** Whether there is a config node for the same asset. */
function isConfigured({ type, options = {} }: FileNode): boolean {
  let found = false;
  RED.nodes.eachConfig((node: ConfigNode & { readonly type?: string }) => {
    const key = node._def.switchboard?.key;
    found ||= node.type === type && key !== undefined && node.options?.[key] === options[key];
    return true;
  });
  return found;
}
