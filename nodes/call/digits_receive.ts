import Type from "typebox";
import { COLLECTS_DIGITS } from "../../runtime/call/session.js";
import { DIGITS } from "../../runtime/call/variables.js";
import { milliseconds, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 4, digits_receive: keys pressed earlier count, one timer from entry, the finishing key stays in the
 * value. DESIGN, call family, decision 4: length is 1 unless a key is set.
 */
export const digitsReceive = defineStep({
  family: "call",
  type: "digits_receive",
  summary: "Waits for keys that the caller presses.",
  icon: "fa-th",
  options: Type.Object({
    duration: Type.Optional(
      milliseconds({ title: "Wait at most", description: "From the start of the step; keys do not restart it." }),
    ),
    length: Type.Optional(
      Type.Integer({
        title: "Number of keys",
        minimum: 0,
        description: "Default: 1, or any number if a key ends the input.",
      }),
    ),
    key: Type.Optional(
      text({ title: "Ends with", description: "One or more keys, each of which ends the input, such as #." }),
    ),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["dtmf"] },
  enter(step, options) {
    if (isComplete(step.session.variables[DIGITS] ?? "", options)) return step.exit("next");
    return step.wait({ for: ["digit", "timeout"], until: step.now() + (options.duration ?? 0), data: COLLECTS_DIGITS });
  },
  resume(step, options, input) {
    if (input.type !== "digit") return step.exit("next");
    const digits = (step.session.variables[DIGITS] ?? "") + input.digit;
    step.session.variables[DIGITS] = digits;
    return isComplete(digits, options) ? step.exit("next") : step.stay();
  },
});

function isComplete(digits: string, options: { length?: number; key?: string }): boolean {
  const { key = "", length = key === "" ? 1 : 0 } = options;
  return (length > 0 && digits.length >= length) || [...digits].some((digit) => key.includes(digit));
}
