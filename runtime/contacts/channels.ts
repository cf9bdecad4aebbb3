import type { Channel } from "./asset-types.js";
import type { AssetIndex } from "./asset-index.js";
import type { Contact } from "./contact.js";
import { phoneCountry } from "./phones.js";
import { urnChannel, urnParts, withUrnChannel } from "./urns.js";

/** A URN with the channel that reaches it. */
export interface Destination {
  readonly urn: string;
  readonly channel: Channel;
}

/** What a channel can do. */
export type ChannelRole = "send" | "receive" | "call" | "answer" | "ussd";

/** The channel to use for a URN in a role (goflow.md section 16, "Channel for a URN"). */
export function channelForUrn(channels: AssetIndex<Channel>, urn: string, role: ChannelRole): Channel | undefined {
  const channel = ownChannel(channels, urn, role) ?? suitableChannel(channels, urn, role);
  return channel && (delegateOf(channels, channel, role) ?? channel);
}

/** Where the contact can be reached, in the order of its URNs. */
export function destinations(
  channels: AssetIndex<Channel>,
  contact: Contact,
  role: ChannelRole = "send",
): Destination[] {
  return contact.urns.flatMap((urn) => {
    const channel = channelForUrn(channels, urn, role);
    return channel ? [{ urn, channel }] : [];
  });
}

/** The first of the contact's URNs that can be sent to, with its channel. */
export function preferredDestination(channels: AssetIndex<Channel>, contact: Contact): Destination | undefined {
  for (const urn of contact.urns) {
    const channel = channelForUrn(channels, urn, "send");
    if (channel) return { urn, channel };
  }
  return undefined;
}

/** Country of the contact's preferred channel: ISO 3166 alpha-2. */
export function contactCountry(channels: AssetIndex<Channel>, contact: Contact): string | undefined {
  return preferredDestination(channels, contact)?.channel.country;
}

/**
 * The contact's URNs with a channel made the preferred one, or with none preferred any more. Phone numbers move to the channel;
 * other URNs belong to the channel that they came by, if to any.
 */
export function preferChannel(urns: readonly string[], channel: Channel | null): string[] {
  if (channel === null) return urns.map((urn) => withUrnChannel(urn, undefined));
  const moved = urns.map((urn) => {
    const scheme = urnParts(urn)?.scheme ?? "";
    const isFree = scheme === "tel" || urnChannel(urn) === undefined;
    return isFree && channel.schemes.includes(scheme) ? withUrnChannel(urn, channel.uuid) : urn;
  });
  const isPreferred = (urn: string): boolean => urnChannel(urn) === channel.uuid;
  return [...moved.filter(isPreferred), ...moved.filter((urn) => !isPreferred(urn))];
}

function ownChannel(channels: AssetIndex<Channel>, urn: string, role: ChannelRole): Channel | undefined {
  const uuid = urnChannel(urn);
  const channel = uuid === undefined ? undefined : channels.get(uuid);
  return channel?.roles.includes(role) ? channel : undefined;
}

/** A channel that takes over its parent's traffic in a role. */
function delegateOf(channels: AssetIndex<Channel>, channel: Channel, role: ChannelRole): Channel | undefined {
  return channels.all.find(({ parent, roles }) => parent?.uuid === channel.uuid && roles.includes(role));
}

function suitableChannel(channels: AssetIndex<Channel>, urn: string, role: ChannelRole): Channel | undefined {
  const { scheme, path } = urnParts(urn) ?? { scheme: "", path: "" };
  const candidates = channels.all.filter(({ roles, schemes }) => roles.includes(role) && schemes.includes(scheme));
  return scheme === "tel" ? nearestChannel(candidates, path) : candidates[0];
}

/** The channel whose own number or prefixes look most like the number: it is likely of the same carrier. */
function nearestChannel(candidates: readonly Channel[], number: string): Channel | undefined {
  const country = phoneCountry(number);
  let nearest: { channel: Channel; overlap: number } | undefined;
  for (const channel of candidates) {
    if (!reaches(channel, country)) continue;
    const prefixes = channel.match_prefixes?.length ? channel.match_prefixes : [digits(channel.address)];
    const overlap = Math.max(...prefixes.map((prefix) => commonPrefix(prefix, digits(number))));
    // Of equals the later one is taken.
    if (!nearest || overlap >= nearest.overlap) nearest = { channel, overlap };
  }
  return nearest?.channel;
}

function reaches(channel: Channel, country: string | undefined): boolean {
  const isAbroad = Boolean(channel.country && country) && channel.country !== country;
  return !isAbroad || channel.allow_international === true;
}

function digits(number: string): string {
  return number.replace(/^\+/, "");
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
