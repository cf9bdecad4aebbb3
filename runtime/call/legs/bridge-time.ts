import type { Sprint } from "../../engine/sprint.js";
import type { Input } from "../../session/input.js";
import { dropTimer } from "../../session/timers.js";
import { ownLeg } from "./parties.js";
import { leaveOwnBridge } from "./network.js";

/** Prefix of the timer that ends the stay in a bridge. */
export const BRIDGE_TIMER = "bridge:";

/** The time in a bridge is over. */
export function bridgeTimeReceived(sprint: Sprint, input: Input): void {
  const { call } = sprint.session;
  if (!call || input.type !== "timeout" || !input.token.startsWith(BRIDGE_TIMER)) return;
  dropTimer(sprint.session, input.token);
  if (ownLeg(call).bridge === input.token.slice(BRIDGE_TIMER.length)) endStayInBridge(sprint);
}

/** The flow's own leg leaves the bridge that it is in, and the step that waits there is told. */
export function endStayInBridge(sprint: Sprint): void {
  const { call, lane, id: session } = sprint.session;
  leaveOwnBridge(sprint);
  if (call) sprint.tell({ lane, session, input: { type: "call", event: "unbridged", leg: call.id } });
}
