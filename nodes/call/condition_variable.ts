import Type from "typebox";
import { holds, OPERATORS } from "../../runtime/call/conditions.js";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { variableOrText } from "../../runtime/call/variables.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { target, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** No blanks around it, no other base than ten. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Numbers are VoIPBIN's 32 bits wide; what is larger is none. */
function isNumber(text: string): boolean {
  return DECIMAL.test(text) && Number.isFinite(Math.fround(Number(text)));
}

/** voipbin-flow.md section 4, condition_variable; DESIGN, call family, decision 2: a bare name and `${name}` both work. */
export const conditionVariable = defineStep({
  family: "call",
  type: "condition_variable",
  summary: "Goes on if a variable compares as said, else by the other exit.",
  icon: "fa-question-circle",
  options: Type.Object({
    variable: text({ title: "Variable", description: "Name, or a text with ${...}.", expressions: "variables" }),
    condition: text({ title: "Is", description: `${OPERATORS.join(" ")}; any other is never true.` }),
    value_type: Type.Optional(text({ title: "As", description: "string, number, or length (in bytes)." })),
    value_string: Type.Optional(text({ title: "Text", expressions: "variables" })),
    value_number: Type.Optional(Type.Number({ title: "Number" })),
    value_length: Type.Optional(Type.Integer({ title: "Length" })),
    false_target_id: Type.Optional(target({ title: "Otherwise" })),
  }),
  exits: ["next", "false"],
  enter(step, options) {
    return compares(operand(step, options.variable), options)
      ? step.exit("next")
      : exitOrTarget(step, "false", options.false_target_id, "condition_variable: no target for false");
  },
});

/** What `${...}` brought in is a text, whatever it says: who writes it may not choose the variable that is looked at. */
function operand(step: StepContext, text: string): string {
  const written = step.node.options["variable"];
  return written === text ? variableOrText(step.session, text) : text;
}

function compares(
  value: string,
  options: {
    condition: string;
    value_type?: string;
    value_string?: string;
    value_number?: number;
    value_length?: number;
  },
): boolean {
  const { condition, value_type = "string", value_string = "", value_number = 0, value_length = 0 } = options;
  switch (value_type) {
    case "string":
      return holds(value, condition, value_string);
    case "number":
      return isNumber(value) && holds(Math.fround(Number(value)), condition, Math.fround(value_number));
    case "length":
      return holds(Buffer.byteLength(value), condition, value_length);
    default:
      return false;
  }
}
