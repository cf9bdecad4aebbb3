import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { failed, TIMED_OUT } from "../../runtime/workflow/completion.js";
import { readSender, replyKey, replyKeys, webhookOf } from "../../runtime/workflow/replies.js";
import { script, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { readTimespan } from "../../runtime/workflow/timespan.js";

/** 8x8-automation.md section 3: one day where nothing is said. */
const DEFAULT_TIMEOUT = "1.00:00:00";

/** 8x8-automation.md section 6, WaitForReply; every wait that a message matches takes it (D13). */
export const waitForReply = defineStep({
  family: "workflow",
  type: "WaitForReply",
  summary: "Waits for a message from somebody.",
  icon: "fa-comments",
  options: workflowOptions({
    from: script({ title: "From", description: "Phone number, or user id on the channel." }),
    channel: script({ title: "Channel", description: "sms, whatsapp, viber, line ..." }),
    timeout: Type.Optional(script({ title: "At most", description: "d.HH:mm:ss. Default: one day." })),
  }),
  exits: WORKFLOW_EXITS,
  enter(step, { inputs }) {
    const { from, channel, timeout = DEFAULT_TIMEOUT } = inputs;
    const duration = readTimespan(timeout);
    if (duration === undefined) return failed(step, `'${timeout}' is no timespan (d.HH:mm:ss)`);
    const sender = readSender(inputs);
    if (!sender) return failed(step, `'${JSON.stringify({ from, channel })}' names nobody to wait for`);
    const key = replyKey(sender);
    return step.wait({ for: ["message", "timeout"], until: step.now() + duration, key, shared: true, data: { key } });
  },
  resume(step, _options, input) {
    if (input.type !== "message") return step.exit(TIMED_OUT, {});
    const { key } = step.waitData;
    return replyKeys(input.message).includes(String(key))
      ? step.exit("next", { reply: webhookOf(input.message) })
      : step.refuse();
  },
});
