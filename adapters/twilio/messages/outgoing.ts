import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message";
import type { OutgoingMessage } from "../../../runtime/channels/messages.js";
import { isWhatsApp } from "../addresses.js";

/** A text may have so many characters (error 21617). */
const MAX_TEXT = 1600;
/** An MMS may have so many media (error 21623), a message on WhatsApp one. */
const MAX_MEDIA = 10;
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;

/** The requests that carry a message to an address: a text that is too long, or media that are too many, make several. */
export function outgoingMessages(message: OutgoingMessage, to: string): MessageListInstanceCreateOptions[] {
  const template = contentOf(message);
  if (template) return [{ to, ...template }];
  const urls = message.attachments.map(urlOf);
  const media = groups(urls.filter(isWeb), isWhatsApp(to) ? 1 : MAX_MEDIA);
  const texts = split(
    textOf(
      message,
      urls.filter((url) => !isWeb(url)),
    ),
  );
  const count = Math.max(media.length, texts.length, 1);
  return Array.from({ length: count }, (_, index) => {
    const body = texts[index];
    const mediaUrl = media[index];
    return { to, ...(body !== undefined && { body }), ...(mediaUrl && { mediaUrl }) };
  });
}

/** WhatsApp lets only approved templates through to those who have not written for a day. */
function contentOf({ template }: OutgoingMessage): { contentSid: string; contentVariables?: string } | undefined {
  const contentSid = [template?.namespace, template?.name].find((id) => id !== undefined && CONTENT_SID.test(id));
  if (!template || contentSid === undefined) return undefined;
  const variables = Object.fromEntries(template.variables.map((value, index) => [String(index + 1), value]));
  return { contentSid, ...(template.variables.length > 0 && { contentVariables: JSON.stringify(variables) }) };
}

/** The answers to choose from, and what can be no media, stand below the text. */
function textOf({ text, quickReplies }: OutgoingMessage, others: readonly string[]): string {
  return [text, quickReplies.map((reply) => `- ${reply}`).join("\n"), others.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** An attachment's URL: `content-type:url`. */
function urlOf(attachment: string): string {
  const colon = attachment.indexOf(":");
  return isWeb(attachment) || attachment.startsWith("geo:") ? attachment : attachment.slice(colon + 1);
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** Cuts a text where a line or a word ends, if one does. */
function split(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > MAX_TEXT) {
    const head = rest.slice(0, MAX_TEXT + 1);
    const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
    const cut = end > 0 ? end : MAX_TEXT - (isHighSurrogate(rest, MAX_TEXT - 1) ? 1 : 0);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** Two halves of one character stay together. */
function isHighSurrogate(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800;
}

function groups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
