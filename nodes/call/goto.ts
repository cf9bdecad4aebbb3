import Type from "typebox";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { target } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, goto; DESIGN, call family, decision 1: N jumps in this run, then (or without a count) straight on. */
export const goto = defineStep({
  family: "call",
  type: "goto",
  summary: "Goes to another step, a number of times.",
  icon: "fa-repeat",
  options: Type.Object({
    target_id: Type.Optional(target({ title: "Target" })),
    loop_count: Type.Optional(
      Type.Integer({ title: "Number of jumps", description: "0: none, the flow goes straight on." }),
    ),
  }),
  exits: ["target", "next"],
  enter(step, { target_id, loop_count = 0 }) {
    const left = typeof step.memory === "number" ? step.memory : loop_count;
    if (left <= 0) return step.exit("next");
    step.memory = left - 1;
    return exitOrTarget(step, "target", target_id, "goto: no target");
  },
});
