import Type from "typebox";
import { answerCall } from "../../runtime/call/session.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, answer: harmless where the call was answered already. */
export const answer = defineStep({
  family: "call",
  type: "answer",
  summary: "Answers the incoming call.",
  icon: "fa-phone",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true },
  enter(step) {
    answerCall(step.sprint);
    return step.exit("next");
  },
});
