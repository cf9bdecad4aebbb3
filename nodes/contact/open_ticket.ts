import Type from "typebox";
import { missingDependencyText } from "../../runtime/contacts/references.js";
import { isBatchStart } from "../../runtime/conversation/batch.js";
import { hasContact } from "../../runtime/conversation/change.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { requestKey } from "../../runtime/conversation/request-key.js";
import { saveResult } from "../../runtime/conversation/results.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { reference, text } from "../../runtime/fields.js";
import { httpLog } from "../../runtime/services/http-exchange.js";
import type { NewTicket } from "../../runtime/services/ticketer.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, open_ticket. */
export const openTicket = defineStep({
  family: "contact",
  type: "open_ticket",
  summary: "Opens a ticket, so that a person helps the contact.",
  icon: "fa-ticket",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    ticketer: reference({ title: "Ticketer", asset: "ticketer" }),
    subject: text({ title: "Subject", expressions: "excellent" }),
    body: text({ title: "Text", expressions: "excellent", multiline: true }),
    result_name: text({ title: "Save as result", minLength: 1 }),
  }),
  exits: ["next"],
  async enter(step, options) {
    const { ticketer, result_name: name } = options;
    const subject = evaluateText(step, options.subject).text;
    const body = evaluateText(step, options.body).text;
    const uuid = await open(step, ticketer, { uuid: step.uuid(), key: requestKey(step), subject, body });
    saveResult(step, { name, value: uuid ?? "", category: uuid === undefined ? "Failure" : "Success" });
    return step.exit("next");
  },
});

/** Gives the ticket's id; undefined where it could not be opened, which an error event tells. */
async function open(
  step: StepContext,
  reference: { uuid: string; name: string },
  ticket: NewTicket,
): Promise<string | undefined> {
  const conversation = conversationOf(step.sprint);
  const ticketer = conversation.assets.ticketers.get(reference.uuid);
  if (isBatchStart(step)) return refuse(step, "can't open tickets during batch starts");
  if (!ticketer) return refuse(step, missingDependencyText({ kind: "ticketer", reference }));
  if (!hasContact(step)) return undefined;
  const answer = await step.services().ticketer?.open(ticketer, ticket);
  if (!answer) return refuse(step, "there is no service for tickets");
  if ("error" in answer) step.error(answer.error);
  const { uuid, name } = ticketer;
  if (answer.exchanges.length > 0) {
    const http_logs = answer.exchanges.map(httpLog);
    step.emit({ type: "service_called", service: "ticketer", ticketer: { uuid, name }, http_logs });
  }
  if ("error" in answer) return undefined;
  const { externalId } = answer;
  const { subject, body } = ticket;
  conversation.modify(step, {
    type: "ticket",
    ticket: {
      uuid: ticket.uuid,
      subject,
      body,
      ticketer: { uuid, name },
      ...(externalId !== undefined && { external_id: externalId }),
    },
  });
  return ticket.uuid;
}

function refuse(step: StepContext, text: string): undefined {
  step.error(text);
  return undefined;
}
