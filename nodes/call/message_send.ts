import Type from "typebox";
import { sendMessage } from "../../runtime/call/messages.js";
import { address, addresses, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, message_send: one message with a target for each destination, delivered while the flow goes on. */
export const messageSend = defineStep({
  family: "call",
  type: "message_send",
  summary: "Sends a message to telephone numbers.",
  icon: "fa-envelope",
  options: Type.Object({
    source: Type.Optional(address({ title: "From" })),
    destinations: addresses({ title: "To" }),
    text: text({ title: "Text", expressions: "variables", multiline: true }),
  }),
  exits: ["next"],
  enter(step, { source, destinations, text }) {
    if (destinations.length === 0) return step.fail("message_send: there is nobody to write to");
    sendMessage(step, { source: source?.target ?? "", destinations: destinations.map(({ target }) => target), text });
    return step.exit("next");
  },
});
