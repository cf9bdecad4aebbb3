import Type from "typebox";
import { DIGITS, variableOf } from "../../runtime/call/variables.js";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { exitTargets, target, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, branch: reads the variable, empties it, and leaves by the exit of that value. */
export const branch = defineStep({
  family: "call",
  type: "branch",
  summary: "Goes on by the value of a variable, by default the keys pressed.",
  icon: "fa-code-fork",
  options: Type.Object({
    variable: Type.Optional(text({ title: "Variable", description: `Name of the variable. Default: ${DIGITS}.` })),
    target_ids: Type.Optional(exitTargets({ title: "Values", description: "One exit for each; compared exactly." })),
    default_target_id: Type.Optional(target({ title: "Otherwise" })),
  }),
  exits: [{ each: "target_ids", prefix: "=" }, "default"],
  enter(step, { variable, target_ids = {}, default_target_id }) {
    const name = variable || DIGITS;
    const value = variableOf(step.session, name) ?? "";
    step.session.variables[name] = "";
    const known = Object.hasOwn(target_ids, value);
    return known
      ? exitOrTarget(step, `=${value}`, target_ids[value])
      : exitOrTarget(step, "default", default_target_id, `branch: no exit for '${value}', and no default`);
  },
});
