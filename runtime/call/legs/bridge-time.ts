import type { Sprint } from "../../engine/sprint.js";
import type { Input } from "../../session/input.js";
import { ownLeg } from "./legs.js";
import { leaveOwnBridge } from "./network.js";

/** Prefix of the timer that ends the stay in a bridge. */
export const BRIDGE_TIMER = "bridge:";

/** The time in a bridge is over: the flow's own leg leaves it, which the step that waits there must be told. */
export function bridgeTimeReceived(sprint: Sprint, input: Input): void {
  const { call, timers, lane, id: session } = sprint.session;
  if (!call || input.type !== "timeout" || !input.token.startsWith(BRIDGE_TIMER)) return;
  if (timers) delete timers[input.token];
  if (ownLeg(call).bridge !== input.token.slice(BRIDGE_TIMER.length)) return;
  leaveOwnBridge(sprint);
  sprint.tell({ lane, session, input: { type: "call", event: "unbridged", leg: call.id } });
}
