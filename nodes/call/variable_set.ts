import Type from "typebox";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, variable_set: any name may be set, also one of `voipbin.*`. */
export const variableSet = defineStep({
  family: "call",
  type: "variable_set",
  summary: "Sets a variable.",
  icon: "fa-tag",
  options: Type.Object({
    key: text({ title: "Name", expressions: "variables" }),
    value: Type.Optional(text({ title: "Value", description: "Empty: the variable is.", expressions: "variables" })),
  }),
  exits: ["next"],
  enter(step, { key, value = "" }) {
    step.session.variables[key] = value;
    return step.exit("next");
  },
});
