import { getInstance } from "./nodered/index.js";
import { closeBeforeExit } from "./nodered/shutdown.js";
import type { NodeRed } from "./nodered/types.js";

/** Sprints and deliveries have so long to come to their end when the process is told to end, in milliseconds. Docker waits for 10 s. */
const GRACE_MS = 5000;

/** The runtime plugin: Node-RED loads it before any node, so the store is open and messages are watched from the first one. */
export = async (red: NodeRed): Promise<void> => {
  red.plugins.registerPlugin("switchboard", { type: "switchboard" });
  const { switchboard } = await getInstance(red);
  closeBeforeExit(() => switchboard.close(GRACE_MS));
};
