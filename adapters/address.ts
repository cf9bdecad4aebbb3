import { DeliveryRefused } from "../runtime/channels/channel.js";
import type { OutgoingMessage } from "../runtime/channels/messages.js";
import { urnIdentity } from "../runtime/contacts/urns.js";
import type { Effect } from "../runtime/session/event.js";
import type { Store } from "../runtime/store/store.js";

/**
 * Whom a message goes to, as `scheme:path`: the URN that it names, else the contact's first one. Throws `DeliveryRefused` where
 * there is neither.
 */
export async function addressOf(
  store: Pick<Store, "contact">,
  effect: Effect,
  message: OutgoingMessage,
): Promise<string> {
  const urn = message.urn ?? (await firstUrn(store, effect.contact));
  if (urn === undefined)
    throw new DeliveryRefused("The message is for nobody: it has no URN, and its contact has none.");
  return urnIdentity(urn);
}

async function firstUrn(store: Pick<Store, "contact">, contact: string | undefined): Promise<string | undefined> {
  const urns = contact === undefined ? undefined : (await store.contact(contact))?.document["urns"];
  const first = Array.isArray(urns) ? urns[0] : undefined;
  return typeof first === "string" ? first : undefined;
}
