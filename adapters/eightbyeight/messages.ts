import { urnParts } from "../../runtime/contacts/urns.js";
import type { OutgoingMessage } from "../../runtime/channels/messages.js";
import type { JsonObject } from "../../runtime/json.js";
import { chatUser } from "../../runtime/workflow/addresses.js";
import type { ApiRequest } from "./api.js";
import { chatAppsRequest } from "./chat-apps.js";
import { smsRequest } from "./sms.js";

/** The media of chat messages, by the first part of an attachment's type. */
const MEDIA: readonly string[] = ["image", "audio", "video"];

/**
 * The requests that carry a conversation's message to a URN: an SMS with all of it, or a chat message for each part.
 *
 * @param key as in `smsRequest`; those of further parts have their number behind it.
 */
export function messageRequests(message: OutgoingMessage, urn: string, key: string, source?: string): ApiRequest[] {
  const { scheme, path } = urnParts(urn) ?? { scheme: "", path: urn };
  if (scheme === "tel") {
    const text = [message.text, ...message.attachments.map(urlOf), ...choices(message)].filter(Boolean).join("\n");
    return [smsRequest({ destination: path, text }, key, source)];
  }
  const user = chatUser(urn);
  const text = [message.text, ...choices(message)].filter(Boolean).join("\n");
  const parts = [...message.attachments.map(mediaPart), ...(text === "" ? [] : [{ type: "text", content: { text } }])];
  return parts.map((part, index) => chatAppsRequest({ user, ...part }, index === 0 ? key : `${key}.${index}`));
}

function choices({ quickReplies }: OutgoingMessage): string[] {
  return quickReplies.map((reply) => `- ${reply}`);
}

/** An attachment is `content-type:url`, `geo:latitude,longitude`, or an URL alone. */
function mediaPart(attachment: string): JsonObject {
  const [, latitude, longitude] = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(attachment) ?? [];
  if (latitude !== undefined) {
    return { type: "location", content: { location: { latitude: Number(latitude), longitude: Number(longitude) } } };
  }
  const kind = attachment.split(/[/:]/, 1)[0] ?? "";
  return { type: MEDIA.includes(kind) ? kind : "file", content: { url: urlOf(attachment) } };
}

function urlOf(attachment: string): string {
  return /^(https?|geo):/i.test(attachment) ? attachment : attachment.slice(attachment.indexOf(":") + 1);
}
