import type { Assets } from "../../contacts/assets.js";
import { preferredDestination } from "../../contacts/channels.js";
import { contactDisplay, firstName, type Contact } from "../../contacts/contact.js";
import { typedFieldValue } from "../../contacts/fields.js";
import { SCHEMES } from "../../contacts/urn-schemes.js";
import { urnParts } from "../../contacts/urns.js";
import { urnText } from "../../contacts/urn-display.js";
import {
  array,
  lazyObject,
  object,
  readIsoDateTime,
  toText,
  type Environment,
  type XObject,
  type XValue,
} from "../../expressions/excellent/index.js";

/** `@contact` (goflow.md section 25). */
export function contactObject(contact: Contact, assets: Assets, environment: Environment): XObject {
  const redaction = environment.redactionPolicy;
  return lazyObject(
    {
      uuid: () => contact.uuid,
      id: () => String(contact.id ?? 0),
      name: () => contact.name ?? "",
      first_name: () => firstName(contact) ?? null,
      language: () => contact.language || null,
      timezone: () => contact.timezone || null,
      created_on: () => readIsoDateTime(contact.created_on) ?? null,
      last_seen_on: () => (contact.last_seen_on === undefined ? null : (readIsoDateTime(contact.last_seen_on) ?? null)),
      urns: () => array(contact.urns.map((urn) => shownUrn(urn, redaction))),
      urn: () => {
        const preferred = preferredDestination(assets.channels, contact);
        return preferred ? shownUrn(preferred.urn, redaction) : null;
      },
      groups: () => array(contact.groups.map(({ uuid, name }) => object({ uuid, name }))),
      fields: () => fieldsObject(contact, assets),
      channel: () => channelObject(preferredDestination(assets.channels, contact)?.channel),
      tickets: () => array(contact.tickets.map((ticket) => ticketObject(ticket, assets))),
    },
    () => contactDisplay(contact, redaction),
  );
}

function shownUrn(urn: string, redaction: Environment["redactionPolicy"]): string {
  const { scheme, path, display } = urnParts(urn) ?? { scheme: "", path: urn, display: undefined };
  return urnText(`${scheme}:${path}${display ? `#${display}` : ""}`, redaction);
}

/** `@fields`: every field there is, null where the contact has none. */
export function fieldsObject(contact: Contact, assets: Assets): XObject {
  const value = (key: string): XValue => {
    const field = assets.fields.get(key);
    return (field && typedFieldValue(field.type, contact.fields[key])) ?? null;
  };
  return lazyObject(Object.fromEntries(assets.fields.all.map(({ key }) => [key, () => value(key)])), () =>
    assets.fields.all
      .filter(({ key }) => value(key) !== null)
      .map(({ key, name }) => `${name}: ${String(toText(value(key)))}`)
      .sort()
      .join("\n"),
  );
}

/** `@urns`: the first URN of each scheme. */
export function urnsObject(contact: Contact, environment: Environment): XObject {
  const first = (scheme: string): XValue => {
    const urn = contact.urns.find((urn) => urn.startsWith(`${scheme}:`));
    return urn === undefined ? null : shownUrn(urn, environment.redactionPolicy);
  };
  return lazyObject(Object.fromEntries(SCHEMES.map((scheme) => [scheme, () => first(scheme)])));
}

export function channelObject(channel: { uuid: string; name: string; address?: string } | undefined): XValue {
  if (!channel) return null;
  const { uuid, name, address = "" } = channel;
  return object({ uuid, name, address }, name);
}

export function ticketObject(ticket: Contact["tickets"][number], assets: Assets): XObject {
  const { uuid, subject, body, assignee } = ticket;
  const user = assignee && assets.users.get(assignee.email);
  return object({ uuid, subject, body, assignee: user ? userObject(user) : null });
}

/** A user of the system (an agent). */
export function userObject({ email, name }: { email: string; name: string }): XObject {
  return object({ email, name, first_name: name.split(/\s+/)[0] ?? "" }, name || email);
}
