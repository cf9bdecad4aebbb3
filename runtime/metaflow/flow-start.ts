import { leaveBridge } from "../call/legs/legs.js";
import { stopPlaying } from "../call/media/playing.js";
import { interruptFlow } from "../call/session.js";
import type { Flow } from "../engine/flow.js";
import { isLive, startRun } from "../engine/runs.js";
import type { Sprint } from "../engine/sprint.js";

/** The parties have the call from now on: the flow that runs is left for good, and what it plays ends. */
export function takeFromFlow(sprint: Sprint): void {
  const { call } = sprint.session;
  if (!call) return;
  stopPlaying(sprint);
  interruptFlow(sprint);
  call.takenOver = true;
}

/**
 * Lets another flow have the call: the one that runs is left for good. The flow's own leg is taken out of its bridge; the party
 * across waits there, and can be had back.
 */
export function startFlowInstead(sprint: Sprint, flow: Flow, entry?: string): void {
  const { call } = sprint.session;
  if (!call) return;
  takeFromFlow(sprint);
  leaveBridge(sprint, call.id);
  delete call.takenOver;
  sprint.record({ type: "flow_start", call: call.id, leg: call.id, flow_id: flow.ref.id });
  const run = startRun(sprint, flow, entry === undefined ? {} : { entry });
  run.metaflow = { leg: call.id };
}

/** Whether the flow that has the call now was started by a metaflow. */
export function isFlowOfMetaflow(sprint: Sprint): boolean {
  return sprint.session.runs.some((run) => run.role === "main" && isLive(run) && run.metaflow !== undefined);
}
