import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message";
import type { Capabilities } from "../../../runtime/channels/capabilities.js";
import { attachmentUrl } from "../../../runtime/channels/message-parts.js";
import type { OutgoingPart } from "../../message-sender.js";

/** A text may have so many characters (error 21617). */
const MAX_TEXT = 1600;
/** An MMS may have so many media (error 21623), a message on WhatsApp one. */
const MAX_MEDIA = 10;
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;

/** What can be sent to somebody. */
export function messageCapabilities(urn: string): Capabilities {
  const maxAttachments = urn.startsWith("whatsapp:") ? 1 : MAX_MEDIA;
  return { can: ["text", "attachments", "templates"], maxText: MAX_TEXT, maxAttachments };
}

/** The request that carries a part of a message; whom it is for, and from whom, comes to it. */
export function messageRequest(
  part: Pick<OutgoingPart, "text" | "attachments" | "template">,
): Omit<MessageListInstanceCreateOptions, "to"> {
  const content = contentOf(part);
  if (content) return content;
  const urls = part.attachments.map(attachmentUrl);
  const mediaUrl = urls.filter(isWeb);
  // A place is no media.
  const body = [part.text, ...urls.filter((url) => !isWeb(url))].filter((text) => text !== "").join("\n\n");
  return { ...(body !== "" && { body }), ...(mediaUrl.length > 0 && { mediaUrl }) };
}

/** WhatsApp lets only approved templates through to those who have not written for a day. */
function contentOf({
  template,
}: Pick<OutgoingPart, "template">): { contentSid: string; contentVariables?: string } | undefined {
  const contentSid = [template?.namespace, template?.name].find((id) => id !== undefined && CONTENT_SID.test(id));
  if (!template || contentSid === undefined) return undefined;
  const variables = Object.fromEntries(template.variables.map((value, index) => [String(index + 1), value]));
  return { contentSid, ...(template.variables.length > 0 && { contentVariables: JSON.stringify(variables) }) };
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
