import { isJsonObject, type JsonObject } from "../json.js";
import type { Message } from "../session/input.js";

/** Who a message is from and on which kind of channel, as WaitForReply compares it (8x8-automation.md D15). */
export interface Sender {
  readonly channel: string;
  readonly from: string;
}

/** A sender from a step's inputs, which are what their scripts made of them; undefined: they name none. */
export function readSender({ channel, from }: JsonObject): Sender | undefined {
  if (typeof channel !== "string") return undefined;
  if (typeof from !== "string" && typeof from !== "number") return undefined;
  return { channel, from: String(from) };
}

/** Makes a wait for a reply findable: phone-like senders by digits only, others exactly, channels without case. */
export function replyKey({ channel, from }: Sender): string {
  const phoneLike = /^\+?[\d\s().-]+$/.test(from);
  return `reply:${channel.toLowerCase()}:${phoneLike ? from.replace(/\D/g, "") : from}`;
}

/** The keys of all waits that a message may end. */
export function replyKeys(message: Message): string[] {
  const payload = isJsonObject(message.raw) && isJsonObject(message.raw["payload"]) ? message.raw["payload"] : {};
  return [...new Set([...sendersOf(payload), ...senderOfUrn(message.urn)].map(replyKey))];
}

function sendersOf(payload: JsonObject): Sender[] {
  if (typeof payload["source"] === "string") return [{ channel: "sms", from: payload["source"] }];
  const user = isJsonObject(payload["user"]) ? payload["user"] : {};
  const recipient = isJsonObject(payload["recipient"]) ? payload["recipient"] : {};
  const channel = String(recipient["channel"] ?? "");
  return [user["msisdn"], user["channelUserId"]].flatMap((from) =>
    typeof from === "string" ? [{ channel, from }] : [],
  );
}

function senderOfUrn(urn: string | undefined): Sender[] {
  const [, scheme, path] = /^([a-z]+):([^?#]+)/.exec(urn ?? "") ?? [];
  if (scheme === undefined || path === undefined) return [];
  return [{ channel: scheme === "tel" ? "sms" : scheme, from: path }];
}

/** Whether a provider's own object of a message is one of 8x8's: a channel of somebody else has another, or none. */
export function isWebhook(raw: Message["raw"]): raw is JsonObject {
  return isJsonObject(raw) && isJsonObject(raw["payload"]);
}

/** The webhook object of a message: 8x8's own, or one of the documented form (8x8-automation.md section 2). */
export function webhookOf(message: Message): JsonObject {
  if (isWebhook(message.raw)) return message.raw;
  const [sender] = senderOfUrn(message.urn);
  if (sender && sender.channel !== "sms") {
    return {
      namespace: "ChatApps",
      eventType: "inbound_message_received",
      payload: {
        umid: message.uuid,
        user: { ...(sender.channel === "whatsapp" && { msisdn: `+${sender.from}` }), channelUserId: sender.from },
        recipient: { channel: sender.channel },
        type: "Text",
        content: { text: message.text },
      },
    };
  }
  return {
    namespace: "SMS",
    eventType: "inbound_message_received",
    payload: { umid: message.uuid, source: sender?.from ?? "", body: message.text },
  };
}

/** The trigger that a webhook object pulls (8x8-automation.md section 2). */
export function kindOf({ namespace, payload }: JsonObject): "inbound_sms" | "inbound_chat_apps" {
  if (typeof namespace === "string") return namespace === "SMS" ? "inbound_sms" : "inbound_chat_apps";
  return isJsonObject(payload) && "source" in payload ? "inbound_sms" : "inbound_chat_apps";
}
