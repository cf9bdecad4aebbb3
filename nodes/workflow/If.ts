import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { innerFlow } from "../../runtime/workflow/inner-flow.js";
import { anyJson, scriptOr, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";

/**
 * 8x8-automation.md section 3, If: the steps of its lists run as a flow of their own. Then it is complete: its own conditions see what
 * they wrote.
 */
export const ifStep = defineStep({
  family: "workflow",
  type: "If",
  label: "If",
  summary: "Runs steps of its own if a condition is true, then goes on.",
  icon: "fa-question-circle",
  options: Type.Object({
    ...workflowOptions({}).properties,
    inputs: Type.Optional(
      Type.Object({
        condition: Type.Optional(scriptOr(Type.Boolean(), { title: "Condition", description: "Absent: false." })),
      }),
    ),
    do: Type.Optional(
      Type.Array(Type.Array(anyJson), {
        title: "Steps",
        description: "Lists of steps, as 8x8's definitions have them; all lists run, side by side.",
      }),
    ),
  }),
  exits: WORKFLOW_EXITS,
  enter(step, { inputs: { condition } = {}, do: lists = [] }) {
    if (step.afterCall) return step.exit("next");
    const isTrue = condition === "false" ? false : Boolean(condition);
    if (!isTrue || lists.length === 0) return step.exit("next");
    const flow = { id: `${step.flow.ref.id}/${step.node.id}`, name: step.node.id };
    return step.call(innerFlow(step.services(), lists, flow), { again: true });
  },
});
