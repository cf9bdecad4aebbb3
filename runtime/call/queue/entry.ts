import { forward, forwardedRuns } from "../../engine/jump.js";
import { endRun, isLive } from "../../engine/runs.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Call, QueueEntry } from "../../session/call.js";
import type { Input, SignalInput } from "../../session/input.js";
import type { Run } from "../../session/session.js";
import { dropTimer, setTimer } from "../../session/timers.js";
import { destinationOf } from "../dialling/addresses.js";
import { callCentre } from "../centre/centre.js";
import { endStayInBridge } from "../legs/bridge-time.js";
import { dial } from "../legs/legs.js";
import { ownLeg } from "../legs/parties.js";
import { stopPlaying } from "../media/playing.js";
import { leaveOwnBridge } from "../legs/network.js";
import { hasLeft, nextQueueStatus, type QueueEvent } from "./machine.js";
import { AGENT_OFFERED, CALLER_LEFT, tellDistributor } from "./signals.js";

/** Names of the timers of a caller in a queue. */
export const WAIT_TIMER = "queue:wait";
const SERVICE_TIMER = "queue:service";

/** VoIPBIN's events of a caller in a queue. */
const EVENTS: Readonly<Record<string, string>> = { service: "queuecall_serviced" };

/**
 * What an input means to a caller in a queue (voipbin-flow.md section 7); it is asked when the legs are up to date. True: the
 * input was the queue's own.
 */
export function queueReceived(sprint: Sprint, input: Input): boolean {
  const { call } = sprint.session;
  const entry = call?.queue;
  queueLeft(sprint);
  if (input.type === "signal" && input.name === AGENT_OFFERED) {
    if (call) offered(sprint, call, input);
    return true;
  }
  if (!call || !entry) return false;
  if (input.type === "timeout" && input.token === WAIT_TIMER) waitedTooLong(sprint, entry);
  if (input.type === "timeout" && input.token === SERVICE_TIMER) servedTooLong(sprint, entry);
  if (input.type === "call") follow(sprint, call, entry);
  return false;
}

/** Whether the caller waits in a queue, or talks to its agent. */
export function isInQueue({ queue }: Call): boolean {
  return queue !== undefined && !hasLeft(queue.status);
}

/** An agent is offered to a call that is over: the agent is free again. */
export function offeredTooLate(sprint: Sprint, input: Input): void {
  if (input.type === "signal" && input.name === AGENT_OFFERED)
    tellDistributor(sprint, CALLER_LEFT, { entry: input.data?.["entry"] ?? "" });
}

/** The flow has gone on without the queue (a goto out of the wait flow, an external forward): so has the caller. */
export function queueLeft(sprint: Sprint): void {
  const entry = sprint.session.call?.queue;
  if (entry && !hasLeft(entry.status) && !queueRun(sprint, entry)) change(sprint, entry, "leave");
}

/** The session has ended: so has the waiting. */
export function queueEnded(sprint: Sprint): void {
  const entry = sprint.session.call?.queue;
  if (entry) change(sprint, entry, "leave");
}

/** An agent is free: the telephone is dialled, and the caller goes to the bridge at once. */
function offered(sprint: Sprint, call: Call, { data = {} }: SignalInput): void {
  const entry = call.queue;
  const agent = String(data["agent"]);
  const reached = destinationOf(sprint.services, { type: "agent", target: agent });
  const toBridge = { type: "forward", target: entry?.bridgeNode ?? "", now: true } as const;
  const waits = entry?.id === data["entry"] && entry?.status === "waiting" && forwardedRuns(sprint, toBridge);
  if (!entry || !waits || !reached) {
    tellDistributor(sprint, CALLER_LEFT, { entry: data["entry"] ?? "", declined: !!waits });
    return;
  }
  entry.agent = agent;
  change(sprint, entry, "offer");
  const group = sprint.ids.uuid();
  entry.legs = reached.numbers.map((number) =>
    dial(sprint, { ...number, from: call.from, joins: entry.bridge, chained: true, group }),
  );
  sprint.record({ type: "agent_dialed", agent, queuecall: entry.id });
  stopPlaying(sprint);
  forward(sprint, toBridge);
}

/** Follows the agent's legs, and the caller's stay in the bridge. */
function follow(sprint: Sprint, call: Call, entry: QueueEntry): void {
  const legs = (entry.legs ?? []).flatMap((id) => call.legs[id] ?? []);
  const own = ownLeg(call);
  const isAway = own.bridge === undefined && own.hears === undefined;
  if (entry.status === "connecting") {
    if (legs.some(({ status }) => status === "progressing")) serve(sprint, entry);
    else if (legs.every(({ status }) => status === "hangup")) decline(sprint, entry);
    else if (isAway) change(sprint, entry, "leave");
  } else if ((entry.status === "service" || entry.status === "kicking") && isAway) change(sprint, entry, "leave");
}

function serve(sprint: Sprint, entry: QueueEntry): void {
  change(sprint, entry, "answer");
  const { service_timeout: time = 0 } = callCentre(sprint.services).queue(entry.queue) ?? {};
  if (time > 0) setTimer(sprint.session, SERVICE_TIMER, sprint.now() + time);
}

/** No telephone of the agent was answered: the caller waits on, first in the queue. */
function decline(sprint: Sprint, entry: QueueEntry): void {
  change(sprint, entry, "decline");
  delete entry.agent;
  delete entry.legs;
  forward(sprint, { type: "forward", target: entry.waitNode, now: true });
  if (entry.waitUntil !== undefined && entry.waitUntil <= sprint.now()) waitedTooLong(sprint, entry);
  else tellDistributor(sprint, CALLER_LEFT, { entry: entry.id, declined: true });
}

/** The flow goes on after the queue. */
function waitedTooLong(sprint: Sprint, entry: QueueEntry): void {
  if (entry.status !== "waiting") return;
  change(sprint, entry, "timeout");
  stopPlaying(sprint);
  // The queue's flow may have brought the caller into a bridge.
  leaveOwnBridge(sprint);
  const run = queueRun(sprint, entry);
  if (run) endRun(sprint, run, "completed");
}

/** The run that the caller waits in; undefined: it is over. */
function queueRun(sprint: Sprint, entry: QueueEntry): Run | undefined {
  return sprint.session.runs.find((run) => isLive(run) && run.flow.id === entry.flow);
}

function servedTooLong(sprint: Sprint, entry: QueueEntry): void {
  if (entry.status !== "service") return;
  change(sprint, entry, "timeout");
  endStayInBridge(sprint);
}

function change(sprint: Sprint, entry: QueueEntry, event: QueueEvent): void {
  const { session } = sprint;
  const before = entry.status;
  entry.status = nextQueueStatus(before, event);
  if (entry.status === before) return;
  const { status, id: queuecall, queue, agent } = entry;
  sprint.record({
    type: EVENTS[status] ?? `queuecall_${status}`,
    queuecall,
    queue,
    ...(agent !== undefined && { agent }),
  });
  if (!hasLeft(status)) return;
  tellDistributor(sprint, CALLER_LEFT, { entry: queuecall });
  for (const name of ["id", "timeout_wait", "timeout_service"]) delete session.variables[`voipbin.queuecall.${name}`];
  for (const timer of [WAIT_TIMER, SERVICE_TIMER]) dropTimer(session, timer);
}
