import type { Ticket } from "../contact.js";
import type { ApplyModifier } from "./modifier.js";

/** Adds a ticket that a ticketer has opened for the contact. */
export interface TicketModifier {
  readonly type: "ticket";
  readonly ticket: Ticket;
}

/** Query based groups are not put right at once, as in the reference engine: they are when the session goes on. */
export const applyTicket: ApplyModifier<TicketModifier> = (contact, { ticket }) => ({
  contact: { ...contact, tickets: [...contact.tickets, ticket] },
  events: [{ type: "ticket_opened", ticket }],
});
