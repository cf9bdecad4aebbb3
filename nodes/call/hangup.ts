import Type from "typebox";
import { isGivenId } from "../../runtime/call/nil-id.js";
import { relayedReason } from "../../runtime/call/legs/reason.js";
import { hangUp } from "../../runtime/call/session.js";
import { choiceOrVariable, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

const REASONS: readonly string[] = ["normal", "failed", "busy", "cancel", "timeout", "noanswer", "dialout", "amd"];

/** voipbin-flow.md section 4, hangup: ends the call, and with it the flow. */
export const hangup = defineStep({
  family: "call",
  type: "hangup",
  summary: "Hangs the call up, which ends the flow.",
  icon: "fa-ban",
  options: Type.Object({
    reason: Type.Optional(
      choiceOrVariable(["", ...REASONS], {
        title: "Reason",
        description: "What the other side is told. Default: normal.",
      }),
    ),
    reference_id: Type.Optional(
      text({ title: "Reason of call", description: "Id of a call that has ended: its cause is passed on." }),
    ),
  }),
  // Only without a call, in a flow that messages start too.
  exits: [{ id: "next", label: "no call" }],
  requires: { call: true },
  async enter(step, { reason = "", reference_id }) {
    const own = REASONS.includes(reason) ? reason : "normal";
    hangUp(step.sprint, isGivenId(reference_id) ? await relayedReason(step, reference_id) : own);
    return { kind: "endSession", status: "completed" };
  },
});
