import Type from "typebox";
import { resolveReferences, variableReference } from "../../runtime/conversation/assets-by-name.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { NOT_IN_BACKGROUND } from "../../runtime/conversation/flow-types.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, add_input_labels. */
export const addInputLabels = defineStep({
  family: "contact",
  type: "add_input_labels",
  summary: "Labels the last message.",
  icon: "fa-tag",
  requires: { flowTypes: NOT_IN_BACKGROUND },
  options: Type.Object({
    labels: Type.Array(variableReference("label"), { title: "Labels" }),
  }),
  exits: ["next"],
  enter(step, options) {
    const { input } = step.session;
    if (!input) {
      step.error("can't execute action in session without input");
      return step.exit("next");
    }
    const { assets } = conversationOf(step.sprint);
    const labels = resolveReferences(step, "label", options.labels, assets.labels);
    if (labels.length > 0) step.emit({ type: "input_labels_added", input_uuid: input.uuid, labels });
    return step.exit("next");
  },
});
