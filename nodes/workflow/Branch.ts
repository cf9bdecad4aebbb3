import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";

/** 8x8-automation.md sections 3 and 5, Branch: the branches that every step may have, and nothing else. */
export const branch = defineStep({
  family: "workflow",
  type: "Branch",
  summary: "Goes on by every branch whose condition is true.",
  icon: "fa-code-fork",
  options: Type.Object({ ...workflowOptions({}).properties, inputs: Type.Optional(Type.Object({})) }),
  exits: WORKFLOW_EXITS,
  check: ({ selectNextStep = {} }) =>
    Object.keys(selectNextStep).length > 0
      ? []
      : [{ field: "selectNextStep", message: "must have at least one branch" }],
  enter: (step) => step.exit("next"),
});
