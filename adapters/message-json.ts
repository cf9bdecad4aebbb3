import type { OutgoingMessage } from "../runtime/channels/messages.js";
import type { JsonObject } from "../runtime/json.js";
import type { Effect } from "../runtime/session/event.js";

/** A message as our own channels send it: `{urn, text, attachments?, quick_replies?, key}`. A repeated `key` is a repeated message. */
export function messageJson({ key }: Effect, urn: string, message: OutgoingMessage): JsonObject {
  const { text, attachments, quickReplies } = message;
  return {
    urn,
    text,
    ...(attachments.length > 0 && { attachments: [...attachments] }),
    ...(quickReplies.length > 0 && { quick_replies: [...quickReplies] }),
    key,
  };
}
