import Type from "typebox";
import { destinationOf } from "../../runtime/call/dialling/addresses.js";
import { startCalls } from "../../runtime/call/dialling/independent.js";
import { isGivenId } from "../../runtime/call/nil-id.js";
import { address, addresses, anonymity, optionalFlow } from "../../runtime/fields.js";
import type { JsonObject } from "../../runtime/json.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 4, call: a session of its own for each party, whose flow begins at the answer. Variables in the inline
 * actions are those of this flow.
 */
export const call = defineStep({
  family: "call",
  type: "call",
  summary: "Starts calls of their own, with a flow of their own, and goes on.",
  help: "Of an agent or an extension all telephones ring, or one after another where the agent is set up so; the first that answers has the call.",
  icon: "fa-volume-control-phone",
  options: Type.Object({
    source: Type.Optional(address({ title: "From" })),
    destinations: addresses({ title: "To" }),
    flow_id: Type.Optional(optionalFlow({ title: "Flow" })),
    actions: Type.Optional(
      Type.Array(Type.Object({}), {
        title: "Actions",
        description: "Instead of a flow: VoIPBIN's actions, with this flow's variables.",
      }),
    ),
    chained: Type.Optional(Type.Boolean({ title: "Ends with this call" })),
    early_execution: Type.Optional(Type.Boolean({ title: "Begin when it rings", description: "Not at the answer." })),
    anonymous: Type.Optional(anonymity()),
  }),
  exits: ["next"],
  async enter(
    step,
    { source, destinations, flow_id, actions = [], chained = false, early_execution: early = false, anonymous },
  ) {
    const reached = destinations.flatMap((each) => destinationOf(step.services(), each) ?? []);
    if (reached.length === 0) return step.fail("call: there is nobody to call");
    const flow = isGivenId(flow_id) ? { id: flow_id } : step.read("voipbin", actions);
    if ("problems" in flow) return step.fail(`call: ${flow.problems.join("; ")}`);
    const isInline = "nodes" in flow;
    if (!isInline && !(await step.hasFlow(flow))) return step.fail(`call: there is no flow '${flow.id}'`);
    startCalls(step, reached, {
      flow,
      ...(isInline && { actions: actions as JsonObject[] }),
      from: source?.target ?? "",
      anonymous,
      chained,
      early,
    });
    return step.exit("next");
  },
});
