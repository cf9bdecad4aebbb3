import { Type, type Static } from "typebox";
import { words } from "../expressions/excellent/index.js";
import type { Assets } from "./assets.js";
import { type FieldValue, FieldValueSchema, type FieldValues } from "./fields.js";
import { checkDocument } from "./invalid-document.js";
import { type AssetKind, type MissingDependency, type Reference, ReferenceSchema } from "./references.js";
import { canonicalDateTime, canonicalTime } from "./times.js";
import { urnDisplay, type RedactionPolicy } from "./urn-display.js";
import { urnChannel } from "./urns.js";

export const CONTACT_STATUSES = ["active", "blocked", "stopped", "archived"] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

const TicketSchema = Type.Object({
  uuid: Type.String(),
  ticketer: Type.Optional(ReferenceSchema),
  subject: Type.String(),
  body: Type.String(),
  external_id: Type.Optional(Type.String()),
  assignee: Type.Optional(Type.Object({ email: Type.String(), name: Type.String() })),
});
export type Ticket = Static<typeof TicketSchema>;

const ContactSchema = Type.Object({
  uuid: Type.String(),
  id: Type.Optional(Type.Integer()),
  name: Type.Optional(Type.String()),
  language: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum([...CONTACT_STATUSES])),
  timezone: Type.Optional(Type.String()),
  created_on: Type.String(),
  last_seen_on: Type.Optional(Type.String()),
  urns: Type.Optional(Type.Array(Type.String())),
  groups: Type.Optional(Type.Array(ReferenceSchema)),
  fields: Type.Optional(Type.Record(Type.String(), FieldValueSchema)),
  tickets: Type.Optional(Type.Array(TicketSchema)),
});

/** A contact as it travels: plain JSON with GoFlow's keys; what is empty is left out. Times are ISO 8601. */
export type ContactDocument = Static<typeof ContactSchema>;

/**
 * A contact to work with: a document in which nothing but what is truly unknown is absent, and which refers to nothing that the
 * assets lack. It is never changed; changes make a new one.
 */
export type Contact = ContactDocument & {
  status: ContactStatus;
  urns: string[];
  groups: Reference[];
  fields: FieldValues;
  tickets: Ticket[];
};

export interface ReadContact {
  readonly contact: Contact;
  /** What the document refers to and the assets lack; it was left out (goflow.md section 27). */
  readonly missing: readonly MissingDependency[];
}

/**
 * Reads a contact's document.
 *
 * @throws InvalidDocumentError where it is no contact.
 */
export function readContact(document: unknown, assets: Assets): ReadContact {
  const contact = checkDocument(ContactSchema, document, "the contact");
  const missing: MissingDependency[] = [];
  const isThere = (found: unknown, kind: AssetKind, reference: MissingDependency["reference"]): boolean => {
    if (found === undefined) missing.push({ kind, reference });
    return found !== undefined;
  };
  const { status = "active", urns = [], groups = [], fields = {}, tickets = [] } = contact;
  for (const urn of urns) {
    const uuid = urnChannel(urn);
    if (uuid !== undefined) isThere(assets.channels.get(uuid), "channel", { uuid, name: "" });
  }
  return {
    contact: {
      ...contact,
      created_on: canonicalTime(contact.created_on),
      ...(contact.last_seen_on !== undefined && { last_seen_on: canonicalTime(contact.last_seen_on) }),
      status,
      urns,
      groups: groups.filter((group) => isThere(assets.groups.get(group.uuid), "group", group)),
      fields: Object.fromEntries(
        Object.entries(fields)
          .filter(([key]) => isThere(assets.fields.get(key), "field", { key, name: "" }))
          .map(([key, value]) => [key, canonicalValue(value)]),
      ),
      tickets: tickets.map(({ ticketer, assignee, ...ticket }) => ({
        ...ticket,
        ...(ticketer && isThere(assets.ticketers.get(ticketer.uuid), "ticketer", ticketer) && { ticketer }),
        ...(assignee && isThere(assets.users.get(assignee.email), "user", assignee) && { assignee }),
      })),
    },
    missing,
  };
}

function canonicalValue(value: FieldValue): FieldValue {
  return value.datetime === undefined ? value : { ...value, datetime: canonicalDateTime(value.datetime) };
}

/** The contact as a document. */
export function writeContact(contact: Contact): ContactDocument {
  const { name, language, timezone, urns, groups, fields, tickets, ...others } = contact;
  return {
    ...others,
    ...(name && { name }),
    ...(language && { language }),
    ...(timezone && { timezone }),
    ...(urns.length > 0 && { urns }),
    ...(groups.length > 0 && { groups }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(tickets.length > 0 && { tickets }),
  };
}

/** The first word of the contact's name, if it has one. */
export function firstName(contact: Contact): string | undefined {
  return words(contact.name ?? "")[0];
}

/** How a contact is called in texts: by name, else by its first URN, or by its id where URNs are redacted; "" if all lack. */
export function contactDisplay(contact: Contact, redaction: RedactionPolicy): string {
  if (contact.name) return contact.name;
  if (redaction === "urns") return String(contact.id ?? 0);
  const [urn] = contact.urns;
  return urn === undefined ? "" : urnDisplay(urn, redaction);
}
