import Type from "typebox";
import { relayedReason } from "../../runtime/call/legs/reason.js";
import { hangUp } from "../../runtime/call/session.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, hangup_relay: as hangup with a reference. */
export const hangupRelay = defineStep({
  family: "call",
  type: "hangup_relay",
  summary: "Hangs the call up by the reason of another call.",
  icon: "fa-ban",
  options: Type.Object({
    reference_id: text({ title: "Call", description: "Id of a call that has ended.", expressions: "variables" }),
  }),
  // Only without a call, in a flow that messages start too.
  exits: [{ id: "next", label: "no call" }],
  requires: { call: true },
  async enter(step, { reference_id }) {
    hangUp(step.sprint, await relayedReason(step, reference_id));
    return { kind: "endSession", status: "completed" };
  },
});
