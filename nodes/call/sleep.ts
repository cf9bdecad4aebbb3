import Type from "typebox";
import { milliseconds } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, sleep. */
export const sleep = defineStep({
  family: "call",
  type: "sleep",
  summary: "Waits for a time.",
  icon: "fa-bed",
  options: Type.Object({ duration: Type.Optional(milliseconds({ title: "Duration" })) }),
  exits: ["next"],
  requires: { call: true },
  enter(step, { duration = 0 }) {
    return duration > 0 ? step.wait({ for: ["timeout"], until: step.now() + duration }) : step.exit("next");
  },
  resume: (step) => step.exit("next"),
});
