import Type from "typebox";
import { AMD_RESULT } from "../../runtime/call/media/detection.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** A channel that says nothing for so long will say nothing at all; other systems wait 30 seconds at most. In milliseconds. */
const LONGEST_DETECTION_MS = 30_000;

/**
 * voipbin-flow.md section 4, amd: the channel finds out who answered. Only a machine together with `hangup` changes anything
 * (`runtime/call/media/detection.ts`); no variable is written, and where the channel cannot tell, the flow goes on.
 */
export const amd = defineStep({
  family: "call",
  type: "amd",
  summary: "Finds out whether an answering machine has answered.",
  icon: "fa-user-circle-o",
  options: Type.Object({
    machine_handle: Type.Optional(
      text({ title: "A machine", description: "hangup: hangs the call up. Anything else: the flow goes on." }),
    ),
    async: Type.Optional(Type.Boolean({ title: "Go on at once", description: "Do not wait for the result." })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["machine_detection"] },
  enter(step, { machine_handle, async = false }) {
    const { call } = step.session;
    if (call) call.detection = machine_handle === "hangup" ? "hangup" : "continue";
    const event = { type: "amd_start", call: call?.id, leg: call?.id, machine_handle, async };
    if (!async) return step.request(event, undefined, { until: step.now() + LONGEST_DETECTION_MS });
    step.effect(event);
    return step.exit("next");
  },
  resume(step, _options, input) {
    if (input.type !== "signal" || input.name === AMD_RESULT) return step.exit("next");
    if (input.name === "delivered") return step.stay();
    if (input.name !== "refused") return step.refuse();
    step.error(`amd: the channel cannot tell who answered: ${String(input.data?.["reason"])}`);
    return step.exit("next");
  },
});
