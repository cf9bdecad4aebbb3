import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { script, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { readTimespan } from "../../runtime/workflow/timespan.js";

/** 8x8-automation.md sections 3 and 4, Wait. */
export const wait = defineStep({
  family: "workflow",
  type: "Wait",
  summary: "Waits for a time.",
  icon: "fa-clock-o",
  options: workflowOptions({ duration: script({ title: "Duration", description: "d.HH:mm:ss, such as 00:05:00." }) }),
  exits: WORKFLOW_EXITS,
  enter(step, { inputs }) {
    const duration = readTimespan(inputs.duration);
    if (duration === undefined) return failed(step, `'${inputs.duration}' is no timespan (d.HH:mm:ss)`);
    return duration === 0 ? step.exit("next") : step.wait({ for: ["timeout"], until: step.now() + duration });
  },
  resume: (step) => step.exit("next"),
});
