import { RED, type ConfigNode } from "./node-red.js";

type Added = (node: ConfigNode & { readonly type: string }) => void;

/** Who waits for the config node whose form is open; a form that was cancelled leaves one behind. */
let waiting: Added | undefined;

/** Opens the form of a new config node; `added` gets its options once the person has added it. */
export function addConfigNode(type: string, added: (options: Record<string, unknown>) => void): void {
  if (waiting) RED.events.off("nodes:add", waiting);
  const listener: Added = (node) => {
    if (node.type !== type) return;
    RED.events.off("nodes:add", listener);
    // The editor may tell before it has taken over what was typed.
    setTimeout(() => added(node.options ?? {}));
  };
  waiting = listener;
  RED.events.on("nodes:add", listener);
  RED.editor.editConfig("", type, "_ADD_", "node-config-input");
}
