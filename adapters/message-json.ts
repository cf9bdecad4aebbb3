import type { JsonObject } from "../runtime/json.js";
import type { OutgoingPart } from "./message-sender.js";

/** A message as our own channels send it: `{urn, text, attachments?, quick_replies?, key}`. A repeated `key` is a repeated message. */
export function messageJson({ key, urn, text, attachments, quickReplies }: OutgoingPart): JsonObject {
  return {
    urn,
    text,
    ...(attachments.length > 0 && { attachments: [...attachments] }),
    ...(quickReplies.length > 0 && { quick_replies: [...quickReplies] }),
    key,
  };
}
