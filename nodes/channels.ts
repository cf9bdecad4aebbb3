import { registerChannels } from "../runtime/nodered/register.js";
import type { NodeRed } from "../runtime/nodered/types.js";

/** The config nodes of the channels, as Node-RED loads them. */
export = (red: NodeRed): Promise<void> => registerChannels(red);
