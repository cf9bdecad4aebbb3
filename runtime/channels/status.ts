import type { Event } from "../session/event.js";

/**
 * How far a message has come, as its provider says: `queued` (the provider has it), `sent` (it left the provider), `delivered` (the
 * contact's device has it), `read`, `failed` (it will not come).
 */
export type MessageStatus = "queued" | "sent" | "delivered" | "read" | "failed";

/** What is known of a message that went out. */
export interface StatusReport {
  readonly status: MessageStatus;
  /** The provider's own id of the message. */
  readonly externalId?: string;
  /** The provider's code of the error. */
  readonly code?: string;
  /** Why it failed, in words. */
  readonly reason?: string;
}

/**
 * The event that a session records of a message: `{type: "msg_status", channel, key, status, msg?: {uuid}, external_id?, code?,
 * reason?}`. `key` is the effect's, the same in every event of one message; the first of them also names the message that
 * `msg_created` had. Events stand in the order in which the provider told them, which need not be that in which they happened.
 */
export function statusEvent(
  message: { readonly channel: string; readonly key: string; readonly uuid?: string },
  { status, externalId, code, reason }: StatusReport,
): Event {
  const { channel, key, uuid } = message;
  return {
    type: "msg_status",
    channel,
    key,
    status,
    ...(uuid !== undefined && { msg: { uuid } }),
    ...(externalId !== undefined && { external_id: externalId }),
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
  };
}
