import Type from "typebox";
import { ownLeg } from "../../runtime/call/legs/parties.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { findFlow } from "../../runtime/engine/runs.js";
import { flow, text } from "../../runtime/fields.js";
import { startFlowInstead } from "../../runtime/metaflow/flow-start.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";
import type { CallTrigger } from "../../runtime/switchboard/triggers.js";

type Called = Pick<CallTrigger, "flow" | "entry">;

/**
 * kazoo-metaflows.md section 6, callflow: another flow takes the call over. It is named by its id, else it is the one that takes
 * calls to the number that was captured or collected.
 */
export const callflow = defineStep({
  family: "metaflow",
  type: "callflow",
  label: "call flow",
  summary: "Gives the call to another flow.",
  icon: "fa-random",
  options: Type.Object({
    id: Type.Optional(flow({ title: "Flow" })),
    captures: Type.Optional(text({ title: "Number", description: "Where the keys have none." })),
    collected: Type.Optional(Type.String({ title: "Number that was collected", "x-field": "id" })),
  }),
  exits: [],
  requires: { call: true },
  async enter(step, options) {
    const { captures = [], collected } = triggerOf(step);
    const { status, hangupBy } = ownLeg(step.session.call!);
    if (status === "hangup" || hangupBy !== undefined) return step.fail("callflow: the flow's own party has gone");
    const number = captures[0] ?? options.captures ?? collected ?? options.collected;
    const called: Called | undefined = options.id === undefined ? flowFor(step, number) : { flow: { id: options.id } };
    const found = called && (await findFlow(step.sprint, called.flow));
    if (!found) return step.fail(`callflow: there is no flow '${options.id ?? number ?? ""}'`);
    startFlowInstead(step.sprint, found, called.entry);
    return step.end();
  },
});

function flowFor(step: StepContext, to: string | undefined): Called | undefined {
  const { call, channel = "" } = step.session;
  return to === undefined ? undefined : step.services().triggers?.forCall({ channel, from: call?.from ?? "", to });
}
