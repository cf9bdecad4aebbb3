import Type from "typebox";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { evaluateText, localizedText } from "../../runtime/conversation/templates.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { text } from "../../runtime/fields.js";
import "../../runtime/services/email.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, send_email. */
export const sendEmail = defineStep({
  family: "contact",
  type: "send_email",
  label: "send e-mail",
  summary: "Sends an e-mail.",
  icon: "fa-envelope",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    addresses: Type.Array(text({ title: "Address", expressions: "excellent" }), { title: "To", minItems: 1 }),
    subject: text({ title: "Subject", expressions: "excellent", minLength: 1 }),
    body: text({ title: "Text", expressions: "excellent", multiline: true, minLength: 1 }),
  }),
  exits: ["next"],
  async enter(step, options) {
    const subject = evaluated(step, "subject", options.subject)
      .replace(/[\t\n\f\r ]+/g, " ")
      .trim();
    if (subject === "") return skip(step, "email subject evaluated to empty string, skipping");
    const body = evaluated(step, "body", options.body);
    if (body === "") return skip(step, "email body evaluated to empty string, skipping");
    const to = options.addresses.flatMap((template) => addressOf(step, template));
    if (to.length === 0) return step.exit("next");
    const { email } = step.services();
    const problem = email ? await email.send({ to, subject, body }) : "there is no service for e-mail";
    if (problem !== undefined) return skip(step, `unable to send email: ${problem}`);
    step.emit({ type: "email_sent", to, subject, body });
    return step.exit("next");
  },
});

function evaluated(step: StepContext, property: string, template: string): string {
  return evaluateText(step, localizedText(step, property, template).text).text;
}

function addressOf(step: StepContext, template: string): string[] {
  const { text } = evaluateText(step, template);
  if (text !== "") return [text.replace(/^mailto:/, "")];
  step.error("email address evaluated to empty string, skipping");
  return [];
}

function skip(step: StepContext, text: string): ReturnType<StepContext["exit"]> {
  step.error(text);
  return step.exit("next");
}
