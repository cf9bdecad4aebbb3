import Type from "typebox";
import { callCentre, type AgentStatus } from "../../runtime/call/centre/centre.js";
import {
  assign,
  distributionOf,
  join,
  leave,
  nextRested,
  setStatus,
  type Caller,
  type Distribution,
} from "../../runtime/call/queue/distribution.js";
import { AGENT_OFFERED, AGENT_STATUS, CALLER_JOINED, CALLER_LEFT } from "../../runtime/call/queue/signals.js";
import type { StepContext } from "../../runtime/engine/context.js";
import type { JsonObject } from "../../runtime/json.js";
import { defineStep, type Outcome } from "../../runtime/step.js";

/** The session of the call centre is not forgotten while nobody calls. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Brings agents to callers, across sessions. The system's own step: it is in no palette and no document. */
export const distributor = defineStep({
  family: "call",
  type: "distributor",
  summary: "Brings agents to those who wait in queues.",
  options: Type.Object({}),
  exits: [],
  enter: (step) => distribute(step),
  resume(step, _options, input) {
    const state = stateOf(step);
    if (input.type === "signal") note(state, input.name, input.data ?? {}, step.now());
    return distribute(step);
  },
});

function stateOf(step: StepContext): Distribution {
  const state = distributionOf(step.session.data);
  step.session.data["distribution"] = state;
  return state;
}

function note(state: Distribution, name: string, data: JsonObject, now: number): void {
  if (name === CALLER_JOINED) join(state, data as unknown as Caller);
  if (name === CALLER_LEFT) leave(state, String(data["entry"]), now, data["declined"] === true);
  if (name === AGENT_STATUS) setStatus(state, String(data["agent"]), data["status"] as AgentStatus);
}

function distribute(step: StepContext): Outcome {
  const state = stateOf(step);
  const centre = callCentre(step.services());
  for (const { caller, agent } of assign(state, centre, step.now(), () => step.sprint.ids.random())) {
    const { entry, session, lane } = caller;
    step.emit({ type: "agent_assigned", agent, queuecall: entry, queue: caller.queue });
    step.sprint.tell({ lane, session, input: { type: "signal", name: AGENT_OFFERED, data: { entry, agent } } });
  }
  return step.wait({ for: ["signal", "timeout"], until: nextRested(state, step.now()) ?? step.now() + DAY_MS });
}
