import Type from "typebox";
import { flow } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 2: a fork by stack; when the other flow is through, the token goes on here. */
export const fetchFlow = defineStep({
  family: "call",
  type: "fetch_flow",
  summary: "Runs another flow, then goes on.",
  icon: "fa-sitemap",
  options: Type.Object({ flow_id: flow({ title: "Flow" }) }),
  exits: ["next"],
  enter: (step, options) => step.call({ id: options.flow_id }),
});
