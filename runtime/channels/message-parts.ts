import type { Capabilities } from "./capabilities.js";
import type { OutgoingMessage } from "./messages.js";

/** A message that a channel can carry as it is. */
export type MessagePart = Pick<OutgoingMessage, "text" | "attachments" | "quickReplies" | "template">;

/**
 * The messages that carry a message on a channel, in order; mostly one. What the channel cannot show is put in words: quick
 * replies as a numbered list below the text, attachments as links. A text that is too long is cut between lines or words. Attachments
 * go with the first part and, where they are too many, with further ones; quick replies stand at the end.
 */
export function messageParts(message: OutgoingMessage, capabilities: Capabilities): readonly MessagePart[] {
  const { can, maxText = Infinity, maxAttachments = Infinity, maxQuickReplies = Infinity } = capabilities;
  const { template, quickReplies, attachments } = message;
  const buttons = can.includes("quick_replies") && quickReplies.length <= maxQuickReplies ? quickReplies : [];
  const list = buttons.length === 0 ? numbered(quickReplies) : "";
  const attached = can.includes("attachments") ? groups(attachments, maxAttachments) : [];
  const links = can.includes("attachments") ? "" : attachments.map(attachmentUrl).join("\n");
  if (template && can.includes("templates")) {
    return [{ text: message.text, attachments: attached[0] ?? [], quickReplies: buttons, template }];
  }
  const texts = cut([message.text, list, links].filter((part) => part !== "").join("\n\n"), maxText);
  const count = Math.max(texts.length, attached.length, 1);
  return Array.from({ length: count }, (_, index) => ({
    text: texts[index] ?? "",
    attachments: attached[index] ?? [],
    quickReplies: index === count - 1 ? buttons : [],
  }));
}

/** The URL of an attachment, which is `content-type:url`; `geo:` and bare URLs are as they are. */
export function attachmentUrl(attachment: string): string {
  return attachment.replace(/^[\w.+-]+(\/[\w.+*-]+)?:(?=\w+:)/, "");
}

function numbered(replies: readonly string[]): string {
  return replies.map((reply, index) => `${index + 1}. ${reply}`).join("\n");
}

/** Cuts a text where a line or a word ends, if one does. */
function cut(text: string, length: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const head = rest.slice(0, length + 1);
    const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
    const at = end > 0 ? end : length - (isHighSurrogate(rest, length - 1) ? 1 : 0);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** Two halves of one character stay together. */
function isHighSurrogate(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800;
}

function groups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (items.length <= size) return items.length === 0 ? [] : [items];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
