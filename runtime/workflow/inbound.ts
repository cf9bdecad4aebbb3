import { normalizeUrn, urnProblem } from "../contacts/urns.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** What a webhook object of an inbound message says to a channel: `Switchboard.receiveMessage` takes it. */
export interface InboundMessage {
  readonly urn: string;
  readonly text: string;
  /** The sender's id of the message (`umid`), by which a repeated webhook is known (8x8-automation.md D31). */
  readonly id?: string;
  /** The whole webhook object. */
  readonly raw: JsonObject;
}

/** Channels whose users' ids are URNs of their own kind. */
const SCHEMES: Readonly<Record<string, string>> = { sms: "tel", whatsapp: "whatsapp", viber: "viber", line: "line" };

/** Reads a webhook object of an SMS or a chat message (8x8-automation.md section 2); undefined: it names no sender. */
export function inboundMessage(webhook: JsonObject): InboundMessage | undefined {
  const payload = isJsonObject(webhook["payload"]) ? webhook["payload"] : {};
  const urn = senderOf(payload);
  if (urn === undefined) return undefined;
  const content = isJsonObject(payload["content"]) ? payload["content"] : {};
  const text = payload["body"] ?? content["text"] ?? "";
  const { umid } = payload;
  return { urn, text: String(text), ...(typeof umid === "string" && { id: umid }), raw: webhook };
}

function senderOf(payload: JsonObject): string | undefined {
  if (typeof payload["source"] === "string") return urnOf("sms", payload["source"]);
  const user = isJsonObject(payload["user"]) ? payload["user"] : {};
  const recipient = isJsonObject(payload["recipient"]) ? payload["recipient"] : {};
  const id = user["channelUserId"] ?? user["msisdn"];
  return typeof id === "string" ? urnOf(String(recipient["channel"] ?? "").toLowerCase(), id) : undefined;
}

/** An id that is none of its channel's kind (a WhatsApp business id, a channel without a scheme) is one of its own. */
function urnOf(channel: string, id: string): string {
  const scheme = SCHEMES[channel];
  const urn = normalizeUrn(`${scheme}:${scheme === "whatsapp" ? id.replace(/^\+/, "") : id}`);
  return scheme !== undefined && urnProblem(urn) === undefined ? urn : `ext:${encodeURIComponent(`${channel}/${id}`)}`;
}
