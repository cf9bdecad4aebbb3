import type { MessageStatus, StatusReport } from "../../../runtime/channels/status.js";
import type { Parameters } from "../webhooks.js";

/** Twilio's statuses of messages that go out (the enumeration `message_enum_status` of its API). */
const STATUSES: Readonly<Record<string, MessageStatus>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  delivered: "delivered",
  partially_delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** How far a message has come; undefined for a status that we do not know. */
export function statusOf(status: string): MessageStatus | undefined {
  return Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
}

/** What a status callback says of a message. */
export function statusReport({ MessageStatus = "", MessageSid, ErrorCode }: Parameters): StatusReport | undefined {
  const status = statusOf(MessageStatus);
  if (status === undefined) return undefined;
  return {
    status,
    ...(MessageSid !== undefined && { externalId: MessageSid }),
    ...(status === "failed" && { reason: `Twilio: ${MessageStatus}` }),
    ...(ErrorCode && { code: ErrorCode }),
  };
}
