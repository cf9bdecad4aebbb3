import { registerAssets } from "../runtime/nodered/register.js";
import type { NodeRed } from "../runtime/nodered/types.js";

/** The config nodes of what flows refer to (groups, fields, queues ...), as Node-RED loads them. */
export = (red: NodeRed): Promise<void> => registerAssets(red);
