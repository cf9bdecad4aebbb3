import type { Json, JsonObject } from "../../runtime/json.js";
import type { OutgoingRequest } from "../../runtime/outgoing/request.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import { messageJson } from "../message-json.js";
import type { OutgoingPart } from "../message-sender.js";
import type { HttpSettings } from "./settings.js";
import { signatureOf } from "./signature.js";
import type { Templates } from "./templates.js";

const TIMEOUT_MS = 10_000;

/** The request that carries a part of a message to the provider. Throws `BadTemplate`. */
export function requestOf(part: OutgoingPart, settings: HttpSettings, templates: Templates): OutgoingRequest {
  const { method = "POST", format = "json", timeout = TIMEOUT_MS } = settings;
  const context = contextOf(part, settings);
  const document = settings.request ? templates.document(settings.request as Json, context) : messageJson(part);
  const url = new URL(templates.text(settings.url, context) ?? "");
  const body = format === "json" ? JSON.stringify(document) : form(document);
  if (format === "query") for (const [name, value] of new URLSearchParams(body)) url.searchParams.append(name, value);
  const sent = format === "query" ? "" : body;
  return {
    method,
    url: url.href,
    headers: {
      ...(format === "json" && { "Content-Type": "application/json" }),
      ...(format === "form" && { "Content-Type": "application/x-www-form-urlencoded" }),
      "Idempotency-Key": part.key,
      ...Object.fromEntries(
        Object.entries(settings.headers ?? {}).map(([name, value]) => [name, templates.text(value, context) ?? ""]),
      ),
      ...authentication(settings, sent),
    },
    body: sent,
    redirect: "manual",
    timeoutMs: timeout,
  };
}

/** What templates of a request can name. */
function contextOf(part: OutgoingPart, { id = "http", address = "", secret = "" }: HttpSettings): Record<string, Json> {
  const { key, urn, text, attachments, quickReplies } = part;
  const { scheme, path } = urnParts(urn) ?? { scheme: "", path: urn };
  return {
    message: { key, urn, scheme, to: path, text, attachments: [...attachments], quick_replies: [...quickReplies] },
    channel: { id, address },
    secret,
  };
}

function authentication(settings: HttpSettings, body: string): Record<string, string> {
  const { auth = "none", username = "", secret = "", authHeader } = settings;
  switch (auth) {
    case "none":
      return {};
    case "basic":
      return { Authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString("base64")}` };
    case "bearer":
      return { Authorization: `Bearer ${secret}` };
    case "header":
      return { [authHeader ?? "X-Api-Key"]: secret };
    case "hmac":
      return { [authHeader ?? "X-Signature"]: signatureOf(secret, body) };
  }
}

/** A list is a parameter for each of its values; an object is JSON. */
function form(document: Json): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(document as JsonObject)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === null || each === undefined) continue;
      parameters.append(name, typeof each === "object" ? JSON.stringify(each) : String(each));
    }
  }
  return parameters.toString();
}
