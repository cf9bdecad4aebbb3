import Type from "typebox";
import { hasContact } from "../../runtime/conversation/change.js";
import { evaluateParts, messageDestinations, partFields } from "../../runtime/conversation/messages.js";
import { applyTemplate } from "../../runtime/conversation/templating.js";
import { reference, text, texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

const TOPICS = ["event", "account", "purchase", "agent"] as const;

/** goflow.md section 13, send_msg: one message for each destination; without one, a message that nobody can deliver. */
export const sendMsg = defineStep({
  family: "contact",
  type: "send_msg",
  label: "send message",
  summary: "Sends a message to the contact.",
  icon: "fa-comment",
  options: Type.Object({
    text: text({ title: "Message", expressions: "excellent", multiline: true, minLength: 1 }),
    attachments: Type.Optional(
      texts({ title: "Attachments", description: "image/jpeg:https://...", expressions: "excellent" }),
    ),
    quick_replies: Type.Optional(texts({ title: "Quick replies", expressions: "excellent" })),
    all_urns: Type.Optional(Type.Boolean({ title: "To all addresses" })),
    templating: Type.Optional(
      Type.Object(
        {
          uuid: Type.Optional(Type.String({ title: "Id for translations" })),
          template: reference({ title: "Template", asset: "template" }),
          variables: Type.Optional(texts({ title: "Variables", expressions: "excellent" })),
        },
        { title: "Message template" },
      ),
    ),
    topic: Type.Optional(
      Type.Union(
        TOPICS.map((topic) => Type.Literal(topic)),
        { title: "Topic", description: "What the message is about, for channels that ask (Facebook)." },
      ),
    ),
  }),
  exits: ["next"],
  enter(step, options) {
    if (!hasContact(step)) return step.exit("next");
    const parts = partFields(evaluateParts(step, options));
    const all = messageDestinations(step);
    let { text } = parts;
    for (const { urn, channel } of options.all_urns ? all : all.slice(0, 1)) {
      const templating = options.templating && applyTemplate(step, options.templating, channel);
      // A template's text stays for the destinations that follow (goflow.md section 13, quirk).
      text = templating?.text ?? text;
      const msg = {
        uuid: step.uuid(),
        urn,
        channel: { uuid: channel.uuid, name: channel.name },
        ...parts,
        text,
        ...(templating && { templating: templating.templating }),
        ...(options.topic !== undefined && { topic: options.topic }),
      };
      step.effect({ type: "msg_created", msg }, channel.uuid);
    }
    if (all.length === 0) step.effect({ type: "msg_created", msg: { uuid: step.uuid(), ...parts } });
    return step.exit("next");
  },
});
