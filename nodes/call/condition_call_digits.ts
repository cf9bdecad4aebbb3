import Type from "typebox";
import { DIGITS } from "../../runtime/call/variables.js";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { target, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, condition_call_digits: long enough, or with the key somewhere in it. */
export const conditionCallDigits = defineStep({
  family: "call",
  type: "condition_call_digits",
  summary: "Goes on by the keys pressed so far.",
  icon: "fa-th",
  deprecated: "use condition_variable or branch",
  options: Type.Object({
    length: Type.Optional(Type.Integer({ title: "At least", minimum: 0, description: "Number of keys. 0: any." })),
    key: Type.Optional(text({ title: "Contains" })),
    false_target_id: Type.Optional(target({ title: "Otherwise" })),
  }),
  exits: ["next", "false"],
  requires: { call: true },
  enter(step, { length = 0, key = "", false_target_id }) {
    const digits = step.session.variables[DIGITS] ?? "";
    const isTrue = (length !== 0 && digits.length >= length) || (key !== "" && digits.includes(key));
    return isTrue
      ? step.exit("next")
      : exitOrTarget(step, "false", false_target_id, "condition_call_digits: no target for false");
  },
});
