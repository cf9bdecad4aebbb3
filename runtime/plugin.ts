import { getInstance } from "./nodered/index.js";
import type { NodeRed } from "./nodered/types.js";

/** The runtime plugin: Node-RED loads it before any node, so the store is open and messages are watched from the first one. */
export = async (red: NodeRed): Promise<void> => {
  red.plugins.registerPlugin("switchboard", { type: "switchboard" });
  await getInstance(red);
};
