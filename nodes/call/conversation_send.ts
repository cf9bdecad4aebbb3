import Type from "typebox";
import { text } from "../../runtime/fields.js";
import { isAnswer } from "../../runtime/session/input.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 4, conversation_send: a failure is noted, and the flow goes on. A conversation is what is said with one
 * contact: its id is the contact's, or an address of the contact as a URN.
 */
export const conversationSend = defineStep({
  family: "call",
  type: "conversation_send",
  summary: "Writes to a contact in a chat.",
  icon: "fa-comments-o",
  options: Type.Object({
    conversation_id: text({
      title: "Conversation",
      description: "Id of the contact, or an address such as tel:+12065550100.",
      expressions: "variables",
    }),
    text: text({ title: "Text", expressions: "variables", multiline: true }),
    sync: Type.Optional(Type.Boolean({ title: "Wait", description: "Go on once it is sent." })),
  }),
  exits: ["next"],
  enter(step, { conversation_id, text, sync = false }) {
    const event = { type: "conversation_send", message: step.uuid(), conversation_id, text };
    if (sync) return step.request(event);
    step.effect(event);
    return step.exit("next");
  },
  resume(step, _options, input) {
    if (!isAnswer(input)) return step.refuse();
    if (input.name === "refused") step.error(`conversation_send: ${String(input.data?.["reason"])}`);
    return step.exit("next");
  },
});
