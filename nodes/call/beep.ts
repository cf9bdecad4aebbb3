import Type from "typebox";
import { playing } from "../../runtime/call/media/playing.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, beep. */
export const beep = defineStep({
  family: "call",
  type: "beep",
  summary: "Plays a beep.",
  icon: "fa-bell",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice"] },
  enter: (step) => playing(step, { type: "beep" }),
  resume: (step) => step.exit("next"),
});
