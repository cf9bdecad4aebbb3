import { normalizeUrn, urnProblem } from "../contacts/urns.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Effect } from "../session/event.js";
import { chatUserUrn } from "../workflow/addresses.js";

/** A message on its way to a contact, as every channel sees it. */
export interface OutgoingMessage {
  /** The contact's address on the channel; absent: the step named none, and the contact's own is meant. */
  readonly urn?: string;
  readonly text: string;
  /** `content-type:url` each (goflow.md section 12). */
  readonly attachments: readonly string[];
  /** Answers to choose from, where the channel can show them. */
  readonly quickReplies: readonly string[];
  /** The text is that of a template; channels that only take approved ones need its name there. */
  readonly template?: MessageTemplate;
}

/** A message template as a message uses it (goflow.md section 13). */
export interface MessageTemplate {
  readonly name: string;
  /** What the template's translation belongs to at the provider; "": the document says nothing. */
  readonly namespace: string;
  readonly language: string;
  readonly variables: readonly string[];
}

/** Events of steps that write to a telephone number: `{destination, text}`. */
const TO_NUMBERS: ReadonlySet<string> = new Set(["sms_requested", "message_send"]);

/**
 * The message that an effect carries, if it is one. Steps emit `{type: "msg_created", msg: {uuid, urn?, channel?, text,
 * attachments?, quick_replies?}}`; a quick reply is a text or an object with one (goflow.md section 7).
 */
export function outgoingMessage(effect: Pick<Effect, "event" | "contact">): OutgoingMessage | undefined {
  const { type, msg, destination, text } = effect.event;
  if (type === "conversation_send") return toConversation(effect);
  if (type === "chat_apps_message_requested") return toChatApp(effect);
  if (TO_NUMBERS.has(type)) {
    return { urn: normalizeUrn(`tel:${String(destination)}`), text: String(text), attachments: [], quickReplies: [] };
  }
  if (type !== "msg_created" || !isJsonObject(msg)) return undefined;
  return {
    ...(typeof msg["urn"] === "string" && { urn: msg["urn"] }),
    text: typeof msg["text"] === "string" ? msg["text"] : "",
    attachments: texts(msg["attachments"]),
    quickReplies: texts(msg["quick_replies"]),
    ...(isJsonObject(msg["templating"]) && { template: templateOf(msg["templating"]) }),
  };
}

function templateOf({ template, namespace, language, variables }: JsonObject): MessageTemplate {
  const name = isJsonObject(template) ? template["name"] : "";
  return {
    name: String(name),
    namespace: typeof namespace === "string" ? namespace : "",
    language: typeof language === "string" ? language : "",
    variables: texts(variables),
  };
}

/** A conversation goes by its contact's id, or by a URN of the contact (voipbin-flow.md section 4, conversation_send). */
function toConversation({ event, contact }: Pick<Effect, "event" | "contact">): OutgoingMessage | undefined {
  const { conversation_id: id, text } = event;
  if (typeof id !== "string" || (id !== contact && urnProblem(normalizeUrn(id)) !== undefined)) return undefined;
  const urn = id === contact ? {} : { urn: normalizeUrn(id) };
  return { ...urn, text: String(text), attachments: [], quickReplies: [] };
}

/** A step names a user of a chat app as its provider does: `{user: {msisdn | channelUserId | lineUserId}, type, content: {text?, url?}}`. */
function toChatApp({ event: { message } }: Pick<Effect, "event">): OutgoingMessage | undefined {
  if (!isJsonObject(message) || !isJsonObject(message["user"])) return undefined;
  const { user, type, content } = message;
  const { text = "", url } = isJsonObject(content) ? content : {};
  const urn = chatUserUrn(user);
  return {
    ...(urn !== undefined && { urn }),
    text: String(text),
    attachments: typeof url === "string" ? [`${String(type).toLowerCase()}:${url}`] : [],
    quickReplies: [],
  };
}

function texts(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const text = isJsonObject(item) ? item["text"] : item;
    return typeof text === "string" ? [text] : [];
  });
}
