import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { failed, TIMED_OUT } from "../../runtime/workflow/completion.js";
import { readSender, replyKey, replyKeys, webhookOf } from "../../runtime/workflow/replies.js";
import { script, timespan, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";
import { DEFAULT_TIMEOUT, noTimespan, readTimespan, timespanProblems } from "../../runtime/workflow/timespan.js";

/** 8x8-automation.md section 6, WaitForReply; every wait that a message matches takes it (D13). */
export const waitForReply = defineStep({
  family: "workflow",
  type: "WaitForReply",
  summary: "Waits for a message from somebody.",
  icon: "fa-comments",
  options: workflowOptions({
    from: script({ title: "From", description: "Phone number, or user id on the channel." }),
    channel: script({ title: "Channel", description: "sms, whatsapp, viber, line ..." }),
    timeout: Type.Optional(timespan({ title: "At most", description: "d.HH:mm:ss. Default: one day." })),
  }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs }) => timespanProblems("timeout", inputs.timeout),
  enter(step, { inputs }) {
    const { from, channel, timeout = DEFAULT_TIMEOUT } = inputs;
    const duration = readTimespan(timeout);
    if (duration === undefined) return failed(step, noTimespan(timeout));
    const sender = readSender(inputs);
    if (!sender) return failed(step, `'${JSON.stringify({ from, channel })}' names nobody to wait for`);
    const key = replyKey(sender);
    return step.wait({ for: ["message", "timeout"], until: step.now() + duration, key, shared: true, data: { key } });
  },
  resume(step, _options, input) {
    if (input.type !== "message") return step.exit(TIMED_OUT, {});
    const { account } = step.session.trigger;
    // What another account received is none of this one's business.
    if (account !== undefined && input.account !== undefined && account !== input.account) return step.refuse();
    const { key } = step.waitData;
    return replyKeys(input.message).includes(String(key))
      ? step.exit("next", { reply: webhookOf(input.message) })
      : step.refuse();
  },
});
