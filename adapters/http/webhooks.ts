import express, { type Request, type RequestHandler, type Router } from "express";
import { ApiError, handle } from "../../runtime/api/errors.js";
import type { MessageStatus } from "../../runtime/channels/status.js";
import { isJsonObject, type Json, type JsonObject } from "../../runtime/json.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { readIncomingMessage } from "../incoming.js";
import type { HttpSettings } from "./settings.js";
import { isSame, isSignature } from "./signature.js";
import type { Templates } from "./templates.js";

const STATUSES: readonly string[] = ["queued", "sent", "delivered", "read", "failed"];

/**
 * What the provider calls, with GET or POST: `/messages` for messages that come in, `/statuses` for reports of what became of
 * those that went out. A message is acknowledged once it is in the inbox.
 */
export function webhooks(
  switchboard: Switchboard,
  channel: string,
  settings: HttpSettings,
  templates: Templates,
): Router {
  const router = express.Router();
  router.use(express.raw({ type: () => true, limit: switchboard.limits.maxInputBytes }), caller(settings));
  router.all(
    "/messages",
    handle(async (request, response) => {
      const read = readIncomingMessage(incoming(documentOf(request), settings, templates));
      if (!read.ok) {
        const [first] = read.problems;
        throw new ApiError(400, `This is no message: ${first?.field ?? ""} ${first?.message ?? ""}`, {
          problems: read.problems as unknown as Json,
        });
      }
      const { id, duplicate } = await switchboard.receiveMessage({ ...read.value, channel });
      response.status(200).json({ input: id, ...(duplicate && { duplicate }) });
    }),
  );
  router.all(
    "/statuses",
    handle(async (request, response) => {
      const report = reportOf(documentOf(request), settings, templates);
      if (report) await switchboard.messageStatus(channel, report.message, report);
      response.status(200).json({});
    }),
  );
  return router;
}

/** Lets only the provider pass. */
function caller({ inAuth = "token", inUsername = "", inHeader, inSecret = "" }: HttpSettings): RequestHandler {
  return (request, _response, next) => {
    // Without a secret nobody can prove anything. With Switchboard's token the provider calls `/channels/<id>` instead.
    const proven = inSecret !== "" && isProven(request);
    next(proven ? undefined : new ApiError(401, "The channel does not let this caller in: compare its settings."));
  };

  function isProven(request: Request): boolean {
    if (inAuth === "header") return isSame(request.get(inHeader ?? "X-Api-Key") ?? "", inSecret);
    if (inAuth === "hmac") return isSignature(request.get(inHeader ?? "X-Signature") ?? "", inSecret, rawBody(request));
    if (inAuth !== "basic") return false;
    const pair = Buffer.from(`${inUsername}:${inSecret}`).toString("base64");
    return isSame(request.get("Authorization") ?? "", `Basic ${pair}`);
  }
}

function rawBody({ body }: Request): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** The parameters of a GET or a form, or the JSON that was posted. */
function documentOf(request: Request): Json {
  const text = rawBody(request).toString("utf8");
  if (text === "") return Object.fromEntries(new URL(request.originalUrl, "http://localhost").searchParams);
  if (request.is("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ApiError(400, "The body is no JSON.");
  }
}

/** As `readIncomingMessage` takes it. */
export function incoming(body: Json, settings: HttpSettings, templates: Templates): JsonObject {
  const read = reader(body, templates);
  const { messageAttachments: attachments } = settings;
  const attached = attachments === undefined ? field(body, "attachments") : templates.value(attachments, { body });
  const id = read(settings.messageId, "id");
  const name = read(settings.messageName, "name");
  return {
    urn: read(settings.messageUrn, "urn") ?? "",
    text: read(settings.messageText, "text") ?? "",
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(attached !== undefined && attached !== null && { attachments: attached }),
  };
}

/** Undefined for what the settings have no word for, or what names no message. */
function reportOf(body: Json, settings: HttpSettings, templates: Templates) {
  const read = reader(body, templates);
  const word = read(settings.statusWord, "status") ?? "";
  const status = settings.statusWords?.[word] ?? word;
  const key = read(settings.statusKey, "key");
  const externalId = read(settings.statusId, "id");
  const message = key !== undefined ? { key } : externalId !== undefined ? { externalId } : undefined;
  if (!message || !STATUSES.includes(status)) return undefined;
  const code = read(settings.statusCode, "code");
  const reason = read(settings.statusReason, "reason");
  return {
    message,
    status: status as MessageStatus,
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
  };
}

/** Reads by the settings' template or, without one, the body's own field of a name. */
function reader(body: Json, templates: Templates): (template: string | undefined, name: string) => string | undefined {
  return (template, name) => {
    if (template !== undefined) return templates.text(template, { body });
    const value = field(body, name);
    return value === undefined || value === null || value === "" ? undefined : String(value);
  };
}

function field(body: Json, name: string): Json | undefined {
  return isJsonObject(body) ? body[name] : undefined;
}
