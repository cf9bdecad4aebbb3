import type { WiresHost } from "../hosts/wires/index.js";
import type { Switchboard } from "../switchboard/switchboard.js";

/** A switchboard with the tabs of this Node-RED as its flows. */
export interface Running {
  readonly switchboard: Switchboard;
  readonly wires: WiresHost;
}
