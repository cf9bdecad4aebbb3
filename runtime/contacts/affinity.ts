import type { JsonObject } from "../json.js";
import { urnIdentity, withUrnChannel } from "./urns.js";

/**
 * The contact's document with a URN made to belong to the channel that its last message came by, so that answers go back there.
 * The same object where it belongs to it already, or is none of the contact's.
 */
export function reachedBy(document: JsonObject, urn: string, channel: string): JsonObject {
  const urns = Array.isArray(document["urns"]) ? document["urns"].map(String) : [];
  const identity = urnIdentity(urn);
  const moved = urns.map((own) => (urnIdentity(own) === identity ? withUrnChannel(own, channel) : own));
  return moved.some((own, index) => own !== urns[index]) ? { ...document, urns: moved } : document;
}
