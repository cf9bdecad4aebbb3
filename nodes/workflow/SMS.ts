import Type from "typebox";
import { hasScript } from "../../runtime/expressions/javascript/index.js";
import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { smsAnswer } from "../../runtime/workflow/providers.js";
import { script, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";

const ENCODINGS: readonly string[] = ["AUTO", "GSM7", "UCS2"];

/** 8x8-automation.md sections 3 and 7, SMS: handed to the channel; the provider's answer is the step's output. */
export const sms = defineStep({
  family: "workflow",
  type: "SMS",
  summary: "Sends an SMS.",
  icon: "fa-mobile",
  options: workflowOptions({
    subAccountId: script({ title: "Sub-account" }),
    destination: script({ title: "To" }),
    text: script({ title: "Text", multiline: true }),
    source: Type.Optional(script({ title: "From", description: "Sender id." })),
    country: Type.Optional(script({ title: "Country", description: "Two letters, for numbers without country code." })),
    clientMessageId: Type.Optional(script({ title: "Client message id" })),
    encoding: Type.Optional(script({ title: "Encoding", description: `${ENCODINGS.join(", ")}. Default: AUTO.` })),
    scheduled: Type.Optional(script({ title: "Send at", description: "ISO 8601." })),
    expiry: Type.Optional(script({ title: "Not after", description: "ISO 8601." })),
    dlrCallbackUrl: Type.Optional(script({ title: "Delivery report to", description: "URL." })),
  }),
  exits: WORKFLOW_EXITS,
  check: ({ inputs: { encoding = "AUTO" } }) =>
    encoding === "" || hasScript(encoding) || ENCODINGS.includes(encoding.toUpperCase())
      ? []
      : [{ field: "inputs/encoding", message: `must be one of ${ENCODINGS.join(", ")}` }],
  enter: (step, { inputs }) => step.request({ type: "sms_requested", ...inputs }),
  resume(step, _options, input) {
    const answer = smsAnswer(input);
    return "refused" in answer
      ? failed(step, `Failed to send SMS because ${answer.refused}`)
      : step.exit("next", answer.output);
  },
});
