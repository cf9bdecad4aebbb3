import Type from "typebox";
import { setVariable } from "../../runtime/call/variables.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, variable_set: any name may be set, also one of `voipbin.*`; a failure is noted, and the flow goes on. */
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
    if (!setVariable(step.sprint, key, value))
      step.error(`variable_set: '${key}' was not set, as the session's variables are too long`);
    return step.exit("next");
  },
});
