import Type from "typebox";
import { destinationOf } from "../../runtime/call/dialling/addresses.js";
import { dialInto } from "../../runtime/call/dialling/connecting.js";
import { fork, joinAction } from "../../runtime/call/fork.js";
import { assetId } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, agent_call: as connect with an address of type agent. */
export const agentCall = defineStep({
  family: "call",
  type: "agent_call",
  summary: "Calls an agent and connects the caller.",
  icon: "fa-user",
  deprecated: "use connect",
  options: Type.Object({ agent_id: assetId("agent", { title: "Agent" }) }),
  exits: ["next"],
  requires: { call: true, capabilities: ["outgoing_calls", "conference"] },
  enter(step, { agent_id }) {
    const agent = destinationOf(step.services(), { type: "agent", target: agent_id });
    if (!agent) return step.fail(`agent_call: there is no agent '${agent_id}' with a telephone`);
    const bridge = step.uuid();
    dialInto(step, agent, { from: step.session.call?.from ?? "", bridge });
    return fork(step, [joinAction(bridge)]);
  },
});
