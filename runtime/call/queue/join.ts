import type { StepContext } from "../../engine/context.js";
import type { JsonObject } from "../../json.js";
import type { Program, ProgramNode } from "../../program.js";
import type { Call } from "../../session/call.js";
import { setTimer } from "../../session/timers.js";
import type { Queue } from "../centre/centre.js";
import { WAIT_TIMER } from "./entry.js";
import { CALLER_JOINED, tellDistributor } from "./signals.js";

/** What a caller hears where a queue has no flow for that: nothing, in turns of so many milliseconds. */
const SILENCE_MS = 10_000;

/** Puts the caller into a queue; gives the fork to run meanwhile (voipbin-flow.md section 7). */
export function joinQueue(step: StepContext, call: Call, queue: Queue): Program {
  const { session } = step;
  const { wait_timeout: wait = 0, service_timeout: service = 0 } = queue;
  const [id, bridge, waitNode, bridgeNode, flow] = [step.uuid(), step.uuid(), step.uuid(), step.uuid(), step.uuid()];
  const waitUntil = wait > 0 ? step.now() + wait : undefined;
  call.queue = {
    ...{ id, queue: queue.id, bridge, flow, waitNode, bridgeNode, status: "waiting" },
    ...(waitUntil !== undefined && { waitUntil }),
  };
  if (waitUntil !== undefined) setTimer(session, WAIT_TIMER, waitUntil);
  Object.assign(session.variables, {
    "voipbin.queue.id": queue.id,
    "voipbin.queue.name": queue.name ?? "",
    "voipbin.queue.detail": queue.detail ?? "",
    "voipbin.queuecall.id": id,
    "voipbin.queuecall.timeout_wait": String(wait),
    "voipbin.queuecall.timeout_service": String(service),
  });
  for (const type of ["queuecall_created", "queuecall_waiting"]) step.emit({ type, queuecall: id, queue: queue.id });
  const { id: own, lane } = session;
  tellDistributor(step.sprint, CALLER_JOINED, { entry: id, queue: queue.id, session: own, lane });
  return waiting({ flow, waitNode, bridgeNode, bridge }, queue);
}

/** The wait flow over and over; the step behind it, which holds the caller in the bridge, is only entered by a forward. */
function waiting(
  { flow, waitNode, bridgeNode, bridge }: Record<"flow" | "waitNode" | "bridgeNode" | "bridge", string>,
  { wait_flow_id }: Queue,
): Program {
  const node = (id: string, step: string, options: JsonObject, next: readonly string[]): ProgramNode => ({
    ...{ id, step, options },
    exits: { next },
  });
  return {
    id: flow,
    name: "queue",
    type: "any",
    start: [waitNode],
    nodes: {
      [waitNode]: wait_flow_id
        ? node(waitNode, "call-fetch_flow", { flow_id: wait_flow_id }, [waitNode])
        : node(waitNode, "call-sleep", { duration: SILENCE_MS }, [waitNode]),
      [bridgeNode]: node(bridgeNode, "call-confbridge_join", { confbridge_id: bridge }, []),
    },
  };
}
