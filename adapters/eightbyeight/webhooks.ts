import express, { type RequestHandler, type Router } from "express";
import { handle, ApiError } from "../../runtime/api/errors.js";
import { jsonBodies } from "../../runtime/api/body.js";
import { sameToken } from "../../runtime/api/token.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import { NotFound, type Switchboard } from "../../runtime/switchboard/switchboard.js";
import { DTMF_SIGNAL, dtmfKeys } from "../../runtime/workflow/dtmf.js";
import { inboundMessage } from "../../runtime/workflow/inbound.js";
import { isEndOfCapture, pressedInAction, pressedInCallback, type Pressed } from "./dtmf.js";
import type { EightByEightSettings } from "./settings.js";
import { statusReport } from "./status.js";

/**
 * What 8x8 calls: every webhook of an account may have the one address `/switchboard/webhooks/<channel>`. An answer of 2xx says that
 * the event is durable, or that nobody here has a use for it; anything else makes 8x8 send it again.
 */
export function webhookRoutes(switchboard: Switchboard, channel: string, settings: EightByEightSettings): Router {
  const router = express.Router();
  router.use(onlyFrom8x8(settings), jsonBodies(switchboard.limits.maxInputBytes));
  router.post(
    "/",
    handle(async (request, response) => {
      const webhook: unknown = request.body;
      if (!isJsonObject(webhook)) throw new ApiError(400, "A webhook is a JSON object.");
      response.json(await take(switchboard, channel, webhook));
    }),
  );
  return router;
}

function onlyFrom8x8({ webhookAuthorization }: EightByEightSettings): RequestHandler {
  return (request, _response, next) => {
    if (sameToken(webhookAuthorization, request.get("authorization") ?? "")) return next();
    next(new ApiError(403, "The header 'Authorization' is not the one that the settings of the channel name."));
  };
}

/** Gives the answer to the webhook. */
async function take(switchboard: Switchboard, channel: string, webhook: JsonObject): Promise<JsonObject> {
  switch (webhook["eventType"]) {
    case "inbound_message_received": {
      const message = inboundMessage(webhook);
      if (message?.id === undefined)
        throw new ApiError(400, "The message says neither who wrote it nor which one it is ('umid').");
      await switchboard.receiveMessage({ ...message, channel });
      return {};
    }
    case "outbound_message_status_changed": {
      await report(switchboard, channel, webhook);
      return {};
    }
    case "CALL_ACTION": {
      await press(switchboard, channel, pressedInAction(webhook));
      return isEndOfCapture(webhook) ? { callflow: [{ action: "hangup" }] } : {};
    }
    default:
      await press(switchboard, channel, pressedInCallback(webhook));
      return {};
  }
}

/** A receipt for a message that was not sent from here, or that is forgotten, is of no use. */
async function report(switchboard: Switchboard, channel: string, webhook: JsonObject): Promise<void> {
  const status = statusReport(webhook);
  if (!status) return;
  try {
    await switchboard.messageStatus(channel, { externalId: status.umid }, status.report);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}

async function press(switchboard: Switchboard, channel: string, pressed: Pressed | undefined): Promise<void> {
  if (!pressed) return;
  const { id, callback } = pressed;
  await switchboard.signal(dtmfKeys(callback), { name: DTMF_SIGNAL, data: callback }, channel, id);
}
