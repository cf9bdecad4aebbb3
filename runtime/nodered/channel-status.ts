import { stateText, type ChannelState } from "../channels/state.js";
import type { NodeStatus } from "./types.js";

/** How a channel's state looks on its config node, and on the steps that name the channel. */
export function channelStatus(id: string, state: ChannelState): NodeStatus {
  const text = stateText(id, state);
  switch (state.status) {
    case "ok":
      return { fill: "green", shape: "dot", text };
    case "failing":
      return { fill: "yellow", shape: "ring", text };
    case "unusable":
      return { fill: "red", shape: "ring", text };
  }
}

/** Of a step that names a channel which nobody has set up. */
export function withoutChannel(id: string): NodeStatus {
  return { fill: "red", shape: "ring", text: `there is no channel '${id}': set it up, or name another` };
}

/** Whether somebody has to mend something. */
export function isBroken({ fill }: NodeStatus): boolean {
  return fill === "red";
}
