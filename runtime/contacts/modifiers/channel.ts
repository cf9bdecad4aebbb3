import { isDeepStrictEqual } from "node:util";
import { preferChannel } from "../channels.js";
import type { Reference } from "../references.js";
import { type ApplyModifier, refused, refusedForMissing, unchanged } from "./modifier.js";

/** Makes a channel the contact's preferred one; null: none is preferred any more. */
export interface ChannelModifier {
  readonly type: "channel";
  readonly channel: Reference | null;
}

export const applyChannel: ApplyModifier<ChannelModifier> = (contact, modifier, { assets }) => {
  const channel = modifier.channel && assets.channels.get(modifier.channel.uuid);
  if (modifier.channel && !channel) {
    return refusedForMissing(contact, { kind: "channel", reference: modifier.channel });
  }
  if (channel && !channel.roles.includes("send")) {
    return refused(contact, "can't set channel that can't send as the preferred channel");
  }
  const urns = preferChannel(contact.urns, channel ?? null);
  if (isDeepStrictEqual(urns, contact.urns)) return unchanged(contact);
  // Which URNs there are is the same as before, so no query of a group can tell.
  return { contact: { ...contact, urns }, events: [{ type: "contact_urns_changed", urns }] };
};
