import Type from "typebox";
import { preferredDestination } from "../../runtime/contacts/channels.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import { hasContact } from "../../runtime/conversation/change.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { requestKey } from "../../runtime/conversation/request-key.js";
import { saveResult } from "../../runtime/conversation/results.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { text } from "../../runtime/fields.js";
import "../../runtime/services/airtime.js";
import { httpLog } from "../../runtime/services/http-exchange.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, transfer_airtime. */
export const transferAirtime = defineStep({
  family: "contact",
  type: "transfer_airtime",
  summary: "Gives airtime to the contact's telephone.",
  icon: "fa-gift",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    amounts: Type.Record(Type.String(), Type.Number({ title: "Amount", minimum: 0 }), {
      title: "Amounts",
      description: "How much, by currency (ISO 4217).",
    }),
    result_name: text({ title: "Save as result", minLength: 1 }),
  }),
  exits: ["next"],
  async enter(step, { amounts, result_name: name }) {
    const amount = await transfer(step, amounts);
    saveResult(step, {
      name,
      value: String(amount ?? 0),
      category: amount === undefined ? "Failure" : "Success",
    });
    return step.exit("next");
  },
});

/** Gives what was transferred; undefined where nothing was, which an error event tells. */
async function transfer(step: StepContext, amounts: Record<string, number>): Promise<number | undefined> {
  const { contact, assets } = conversationOf(step.sprint);
  if (!hasContact(step) || !contact) return undefined;
  const recipient = contact.urns.find((urn) => urnParts(urn)?.scheme === "tel");
  if (recipient === undefined) {
    step.error("can't transfer airtime to contact without a tel URN");
    return undefined;
  }
  const preferred = preferredDestination(assets.channels, contact)?.channel;
  const sender = preferred?.address && preferred.schemes.includes("tel") ? `tel:${preferred.address}` : "";
  const answer = await step.services().airtime?.transfer({ key: requestKey(step), sender, recipient, amounts });
  if (!answer) {
    step.error("there is no service for airtime");
    return undefined;
  }
  step.emit({
    type: "airtime_transferred",
    sender,
    recipient,
    currency: answer.currency,
    desired_amount: answer.desiredAmount,
    actual_amount: answer.actualAmount,
    http_logs: answer.exchanges.map(httpLog),
  });
  if (answer.error === undefined) return answer.actualAmount;
  step.error(answer.error);
  return undefined;
}
