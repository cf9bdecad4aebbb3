import Type from "typebox";
import { milliseconds, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

const KEYS = /^[0-9A-D#*]{1,100}$/;
const ALLOWED = "may hold 0-9, A-D, # and *, at most 100 of them";
const SHORTEST_TONE_MS = 100;

/** voipbin-flow.md section 4, digits_send; the ranges are the seed's (DESIGN, call family, decision 12). */
export const digitsSend = defineStep({
  family: "call",
  type: "digits_send",
  summary: "Sends keys to the other side.",
  icon: "fa-th-large",
  options: Type.Object({
    digits: text({ title: "Keys", description: `They ${ALLOWED}.`, expressions: "variables" }),
    duration: Type.Optional(
      milliseconds({
        title: "Length of a tone",
        minimum: SHORTEST_TONE_MS,
        maximum: 1000,
        description: "Default: 100 ms.",
      }),
    ),
    interval: Type.Optional(
      milliseconds({ title: "Pause between keys", minimum: 0, maximum: 5000, description: "Default: none." }),
    ),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["dtmf"] },
  check: ({ digits }) => (digits.includes("${") || KEYS.test(digits) ? [] : [{ field: "digits", message: ALLOWED }]),
  enter(step, { digits, duration = SHORTEST_TONE_MS, interval = 0 }) {
    if (!KEYS.test(digits)) {
      step.error(`digits_send: '${digits}' cannot be sent: keys ${ALLOWED}`);
      return step.exit("next");
    }
    step.effect({ type: "digits_send", call: step.session.call?.id, digits, duration, interval });
    return step.wait({
      for: ["timeout"],
      until: step.now() + duration * digits.length + interval * (digits.length - 1),
    });
  },
  resume: (step) => step.exit("next"),
});
