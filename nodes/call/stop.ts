import Type from "typebox";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, stop: ends everything, also from inside a called flow. */
export const stop = defineStep({
  family: "call",
  type: "stop",
  summary: "Ends the flow, and those that called it.",
  icon: "fa-stop",
  options: Type.Object({}),
  exits: [],
  enter: () => ({ kind: "endSession", status: "completed" }),
});
