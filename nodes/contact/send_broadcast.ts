import Type from "typebox";
import { isBatchStart } from "../../runtime/conversation/batch.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { evaluateParts, partFields } from "../../runtime/conversation/messages.js";
import { BROADCASTS } from "../../runtime/conversation/outreach/queues.js";
import { RecipientFields, recipientFields, resolveRecipients } from "../../runtime/conversation/recipients.js";
import { text, texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, send_broadcast: the message in every language of the flow, for whoever sends it to choose from. */
export const sendBroadcast = defineStep({
  family: "contact",
  type: "send_broadcast",
  summary: "Sends a message to other contacts.",
  icon: "fa-bullhorn",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    ...RecipientFields,
    text: text({ title: "Message", expressions: "excellent", multiline: true, minLength: 1 }),
    attachments: Type.Optional(
      texts({ title: "Attachments", description: "image/jpeg:https://...", expressions: "excellent" }),
    ),
    quick_replies: Type.Optional(texts({ title: "Quick replies", expressions: "excellent" })),
  }),
  exits: ["next"],
  enter(step, options) {
    const recipients = recipientFields(resolveRecipients(step, options));
    if (recipients.groups && isBatchStart(step)) {
      step.error("can't send broadcasts to groups during batch starts");
      return step.exit("next");
    }
    const { language: base = "", localization = {} } = step.flow;
    const languages = [...new Set([base, ...Object.keys(localization)])];
    const translations = Object.fromEntries(
      languages.map((language) => [language, partFields(evaluateParts(step, options, [language, base]))]),
    );
    if (Object.keys(recipients).length > 0) {
      step.effect({ type: "broadcast_created", translations, base_language: base, ...recipients }, BROADCASTS);
    }
    return step.exit("next");
  },
});
