import { registerFamily } from "../runtime/nodered/register.js";
import type { NodeRed } from "../runtime/nodered/types.js";

/** The call nodes, as Node-RED loads them. */
export = (red: NodeRed): Promise<void> => registerFamily(red, "call");
