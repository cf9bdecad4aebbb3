import Type from "typebox";
import { ownLeg } from "../../runtime/call/legs/parties.js";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { choiceOrVariable, target } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, condition_call_status. */
export const conditionCallStatus = defineStep({
  family: "call",
  type: "condition_call_status",
  summary: "Goes on if the call has a status, else by the other exit.",
  icon: "fa-phone-square",
  deprecated: "use condition_variable",
  options: Type.Object({
    status: choiceOrVariable(["dialing", "ringing", "progressing", "terminating", "canceling", "hangup"], {
      title: "Status",
    }),
    false_target_id: Type.Optional(target({ title: "Otherwise" })),
  }),
  exits: ["next", "false"],
  requires: { call: true },
  enter(step, { status, false_target_id }) {
    const { call } = step.session;
    return call && ownLeg(call).status === status
      ? step.exit("next")
      : exitOrTarget(step, "false", false_target_id, "condition_call_status: no target for false");
  },
});
