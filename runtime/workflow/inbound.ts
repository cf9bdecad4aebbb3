import { isJsonObject, type Json, type JsonObject } from "../json.js";
import { chatUrn, telUrn } from "./addresses.js";

/** What a webhook object of an inbound message says to a channel: `Switchboard.receiveMessage` takes it. */
export interface InboundMessage {
  readonly urn: string;
  readonly text: string;
  readonly attachments?: readonly string[];
  /** The sender's name on the chat app. */
  readonly name?: string;
  /** The sender's id of the message (`umid`), by which a repeated webhook is known (8x8-automation.md D31). */
  readonly id?: string;
  /** The whole webhook object. */
  readonly raw: JsonObject;
}

type Content = Omit<InboundMessage, "id" | "raw">;

/** Reads a webhook object of an SMS or a chat message (8x8-automation.md section 2); undefined: it names no sender. */
export function inboundMessage(webhook: JsonObject): InboundMessage | undefined {
  const payload = isJsonObject(webhook["payload"]) ? webhook["payload"] : {};
  const content = typeof payload["source"] === "string" ? sms(payload) : chat(payload);
  const { umid } = payload;
  return content && { ...content, ...(typeof umid === "string" && { id: umid }), raw: webhook };
}

function sms({ source, body }: JsonObject): Content | undefined {
  const number = textOf(source);
  return number === "" ? undefined : { urn: telUrn(number), text: textOf(body) };
}

function chat({ user, recipient, content, type }: JsonObject): Content | undefined {
  if (!isJsonObject(user) || !isJsonObject(recipient)) return undefined;
  const urn = chatUrn(textOf(recipient["channel"]), user);
  if (urn === undefined) return undefined;
  const said = isJsonObject(content) ? content : {};
  const attachments = [...media(textOf(type), said["url"]), ...location(said["location"])];
  const name = textOf(user["name"]);
  return {
    urn,
    text: textOf(said["text"]) || chosen(said["interactive"]),
    ...(attachments.length > 0 && { attachments }),
    ...(name !== "" && { name }),
  };
}

function media(type: string, url: Json | undefined): string[] {
  return typeof url === "string" && url !== "" ? [`${type.toLowerCase() || "application"}:${url}`] : [];
}

/** A place that somebody shared, as GoFlow's flows have places. */
function location(place: Json | undefined): string[] {
  if (!isJsonObject(place)) return [];
  const { latitude, longitude } = place;
  return typeof latitude === "number" && typeof longitude === "number" ? [`geo:${latitude},${longitude}`] : [];
}

/** What somebody chose of buttons or of a list: `{type: "button_reply", button_reply: {title}}`. */
function chosen(interactive: Json | undefined): string {
  if (!isJsonObject(interactive)) return "";
  const titles = Object.values(interactive).map((reply) => (isJsonObject(reply) ? textOf(reply["title"]) : ""));
  return titles.find((title) => title !== "") ?? "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
