import type { Agent, CallCentreDocument } from "../../call/centre/centre.js";
import { isJsonObject, type Json } from "../../json.js";
import type { CallScenario } from "./scenario.js";

/** Everybody and everything that the flows of a scenario name exists; its queue is the only one. */
export function centreOf(scenario: CallScenario): CallCentreDocument {
  const { flow, aux_flows = [], fetch_responses = {}, inputs } = scenario;
  const actions = [flow, ...aux_flows, ...inputs].map(({ actions = [] }) => actions);
  const all: Json = [...actions, ...Object.values(fetch_responses)];
  const named = (field: string): string[] => [...new Set(valuesOf(all, field))];
  const agents = [...named("agent_id"), ...agentAddresses(all)];
  return {
    agents: [...new Set(agents)].map((id) => ({
      id,
      status: "offline",
      addresses: [{ type: "tel", target: `agent:${id}` }],
    })),
    conferences: named("conference_id").map((id) => ({ id })),
    ...(scenario.queue && { queues: named("queue_id").map((id) => ({ ...scenario.queue, id })) }),
  };
}

/** The agent who takes calls of a scenario's queue. */
export const AGENT: Agent = { id: "agent-under-test", addresses: [{ type: "tel", target: "agent" }] };

/** The texts that a field has, at any depth. */
function valuesOf(value: Json | undefined, field: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, field));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === field && typeof each === "string" ? [each] : valuesOf(each, field),
  );
}

function agentAddresses(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(agentAddresses);
  if (!isJsonObject(value)) return [];
  if (value["type"] === "agent" && typeof value["target"] === "string") return [value["target"]];
  return Object.values(value).flatMap(agentAddresses);
}
