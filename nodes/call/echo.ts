import Type from "typebox";
import { echoing, stopPlaying } from "../../runtime/call/media/playing.js";
import { milliseconds } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, echo. */
export const echo = defineStep({
  family: "call",
  type: "echo",
  summary: "Plays back to the caller what the caller says.",
  icon: "fa-bullhorn",
  options: Type.Object({
    duration: Type.Optional(milliseconds({ title: "Duration", description: "Default, or 0: three minutes." })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["echo"] },
  enter: (step, { duration }) => echoing(step, "echo", duration),
  resume(step) {
    stopPlaying(step.sprint);
    return step.exit("next");
  },
});
