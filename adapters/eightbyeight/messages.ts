import type { Capabilities } from "../../runtime/channels/capabilities.js";
import { attachmentUrl } from "../../runtime/channels/message-parts.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import type { JsonObject } from "../../runtime/json.js";
import { chatUser } from "../../runtime/workflow/addresses.js";
import type { OutgoingPart } from "../message-sender.js";
import type { ApiRequest } from "./api.js";
import { chatAppsRequest } from "./chat-apps.js";
import { smsRequest } from "./sms.js";

/** The media of chat messages, by the first part of an attachment's type. */
const MEDIA: readonly string[] = ["image", "audio", "video"];
/** Media that can have a text below them. */
const CAPTIONED: readonly string[] = ["image", "video", "file"];

/** An SMS is text alone; a chat message has one attachment, and at most so much text (WhatsApp's limit, the shortest). */
export function capabilitiesFor(urn: string): Capabilities {
  return isNumber(urn) ? { can: ["text"] } : { can: ["text", "attachments"], maxAttachments: 1, maxText: 4096 };
}

/** The requests that carry a part of a conversation's message: one, or a medium and then the text that cannot stand below it. */
export function partRequests({ urn, key, text, attachments }: OutgoingPart, source?: string): ApiRequest[] {
  if (isNumber(urn)) return [smsRequest({ destination: urnParts(urn)?.path ?? urn, text }, key, source)];
  const user = chatUser(urn);
  const [medium] = attachments.map(mediumOf);
  const said: JsonObject[] = text === "" ? [] : [{ type: "text", content: { text } }];
  if (!medium) return said.map((message) => chatAppsRequest({ user, ...message }, key));
  const { type, content } = medium;
  if (text === "" || CAPTIONED.includes(type)) {
    return [chatAppsRequest({ user, type, content: { ...content, ...(text !== "" && { text }) } }, key)];
  }
  return [{ type, content }, ...said].map((message, index) =>
    chatAppsRequest({ user, ...message }, index === 0 ? key : `${key}.text`),
  );
}

function isNumber(urn: string): boolean {
  return urnParts(urn)?.scheme === "tel";
}

/** An attachment is `content-type:url`, `geo:latitude,longitude`, or an URL alone. */
function mediumOf(attachment: string): { type: string; content: JsonObject } {
  const [, latitude, longitude] = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(attachment) ?? [];
  if (latitude !== undefined) {
    return { type: "location", content: { location: { latitude: Number(latitude), longitude: Number(longitude) } } };
  }
  const kind = attachment.split(/[/:]/, 1)[0] ?? "";
  return { type: MEDIA.includes(kind) ? kind : "file", content: { url: attachmentUrl(attachment) } };
}
