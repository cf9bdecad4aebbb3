import Type from "typebox";
import { onContactEvent } from "../../runtime/conversation/contact-events.js";
import { reference } from "../../runtime/fields.js";
import { isJsonObject } from "../../runtime/json.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** goflow.md section 9, ticket trigger: a ticket of a contact was closed. */
export const ticketEvent = defineStep({
  family: "entry",
  type: "ticket_event",
  summary: "Starts the flow when a ticket of a contact is closed.",
  help: 'The ticket is `@trigger.ticket`, and `msg.payload` the event. The ticketer tells it by `POST /switchboard/triggers {"urn", "trigger": {"type": "ticket", "event": {"type": "closed", "ticket": {...}}}}`.',
  icon: "fa-ticket",
  options: Type.Object({
    ticketer: Type.Optional(
      reference({ title: "Ticketer", description: "Only its tickets. None: those of any.", asset: "ticketer" }),
    ),
  }),
  exits: ["next"],
  entry: true,
  deploy: (deployment, { ticketer: wanted }) =>
    onContactEvent(deployment, "ticket", ({ type, ticket }) => {
      const ticketer = isJsonObject(ticket) ? ticket["ticketer"] : undefined;
      const uuid = isJsonObject(ticketer) ? ticketer["uuid"] : undefined;
      return type === "closed" && (!wanted || wanted.uuid === uuid);
    }),
  enter: begin,
});
