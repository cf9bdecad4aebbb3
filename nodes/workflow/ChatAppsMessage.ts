import Type from "typebox";
import { defineStep } from "../../runtime/step.js";
import { failed } from "../../runtime/workflow/completion.js";
import { chatAnswer } from "../../runtime/workflow/providers.js";
import { anyObject, script, scriptOr, WORKFLOW_EXITS, workflowOptions } from "../../runtime/workflow/schema.js";

/** 8x8-automation.md sections 3 and 7, ChatAppsMessage: handed to the channel; the provider's answer is the step's output. */
export const chatAppsMessage = defineStep({
  family: "workflow",
  type: "ChatAppsMessage",
  summary: "Sends a message by WhatsApp, Viber, LINE or another chat app.",
  icon: "fa-whatsapp",
  options: workflowOptions({
    subAccountId: script({ title: "Sub-account" }),
    user: scriptOr(anyObject, { title: "To", description: 'Such as {"msisdn": "{{data.payload.user.msisdn}}"}.' }),
    type: script({ title: "Type", description: "text, image, template ..." }),
    content: scriptOr(anyObject, { title: "Content", description: 'Such as {"text": "Hello"}.' }),
    clientMessageId: Type.Optional(script({ title: "Client message id" })),
  }),
  exits: WORKFLOW_EXITS,
  enter: (step, { inputs }) => step.request({ type: "chat_apps_message_requested", message: inputs }),
  resume(step, _options, input) {
    const answer = chatAnswer(input, () => step.uuid());
    return "refused" in answer
      ? failed(step, `Failed to send chat apps message because ${answer.refused}`)
      : step.exit("next", answer.output);
  },
});
