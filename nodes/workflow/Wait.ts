import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { timespan, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { noTimespan, readTimespan, timespanProblems } from "../../runtime/workflow/timespan.js";

/** 8x8-automation.md sections 3 and 4, Wait. */
export const wait = defineStep({
  family: "workflow",
  type: "Wait",
  summary: "Waits for a time.",
  icon: "fa-clock-o",
  options: workflowOptions({ duration: timespan({ title: "Duration", description: "d.HH:mm:ss, such as 00:05:00." }) }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs }) => timespanProblems("duration", inputs.duration),
  enter(step, { inputs }) {
    const duration = readTimespan(inputs.duration);
    if (duration === undefined) return failed(step, noTimespan(inputs.duration));
    return duration === 0 ? step.exit("next") : step.wait({ for: ["timeout"], until: step.now() + duration });
  },
  resume: (step) => step.exit("next"),
});
