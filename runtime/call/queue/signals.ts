import type { Sprint } from "../../engine/sprint.js";
import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { SignalInput, StartInput } from "../../session/input.js";
import { lanes } from "../../session/lanes.js";

/*
 * Agents are brought to callers by a session of its own, the distributor: it alone knows who waits and who is free, so that no
 * agent gets two calls, whichever process a caller's session runs in. The store keeps it like any other.
 */

/** Id of the distributor's session. */
export const DISTRIBUTOR = "call-centre";

/** The lane in which it runs. */
export const DISTRIBUTOR_LANE = lanes.ofSession(DISTRIBUTOR);

/** What the distributor is told. */
export const CALLER_JOINED = "queue_join";
export const CALLER_LEFT = "queue_leave";
export const AGENT_STATUS = "agent_status";

/** What it tells a caller's session: an agent is free. */
export const AGENT_OFFERED = "queue_agent";

const program: Program = {
  id: DISTRIBUTOR,
  name: "Call centre",
  type: "any",
  start: ["distributor"],
  nodes: { distributor: { id: "distributor", step: "call-distributor", options: {}, exits: {} } },
};

/** Starts the distributor; where it runs already, the start is ignored. */
export function distributorStart(at: number): StartInput {
  return {
    type: "start",
    flow: { id: DISTRIBUTOR, name: program.name },
    program,
    session: DISTRIBUTOR,
    lane: DISTRIBUTOR_LANE,
    trigger: { type: "queue", at },
  };
}

/** Something that the distributor is told, by one of the names above. */
export function distributorSignal(name: string, data: JsonObject): SignalInput {
  return { type: "signal", name, data };
}

/** Tells the distributor, once the sprint is committed. */
export function tellDistributor(sprint: Sprint, name: string, data: JsonObject): void {
  sprint.startSession(distributorStart(sprint.now()));
  sprint.tell({ lane: DISTRIBUTOR_LANE, session: DISTRIBUTOR, input: distributorSignal(name, data) });
}
