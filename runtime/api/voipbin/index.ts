import express, { type Router } from "express";
import Type, { type Static } from "typebox";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { jsonBodies } from "../body.js";
import { requireToken } from "./access.js";
import { activeflowRoutes } from "./activeflows.js";
import { callRoutes } from "./calls.js";
import { answerErrors, VoipbinError } from "./errors.js";
import { flowRoutes } from "./flows.js";
import { groupcallRoutes } from "./groupcalls.js";
import { messageRoutes } from "./messages.js";
import { limitRate } from "./rate.js";
import { WebhookEvents } from "./webhooks/announcer.js";
import { webhookSettings, type WebhookSettings } from "./webhooks/settings.js";

/** Where the API is to be mounted: its paths are those of VoIPBIN. */
export const VOIPBIN_PATH = "/v1.0";

/** What the settings file says under `switchboard.voipbin`. */
export const voipbinSettings = Type.Object(
  { webhook: Type.Optional(webhookSettings) },
  { additionalProperties: false },
);

export type VoipbinSettings = Static<typeof voipbinSettings>;

/** The REST API of VoIPBIN (voipbin-flow.md section 9), to be mounted at `VOIPBIN_PATH`. */
export function createVoipbinApi({
  switchboard,
  token,
  webhook,
}: {
  readonly switchboard: Switchboard;
  readonly token: string;
  /** Where the events of all sessions are sent. */
  readonly webhook?: WebhookSettings | undefined;
}): Router {
  switchboard.announcers.push(new WebhookEvents(switchboard, webhook));
  const api = express.Router();
  api.use(limitRate(switchboard.clock), requireToken(token), jsonBodies(switchboard.limits.maxInputBytes));
  api.use("/flows", flowRoutes(switchboard));
  api.use("/activeflows", activeflowRoutes(switchboard));
  api.use("/calls", callRoutes(switchboard));
  api.use("/groupcalls", groupcallRoutes(switchboard));
  api.use("/messages", messageRoutes(switchboard));
  api.use((request, _response, next) => {
    const path = request.originalUrl.split("?", 1)[0];
    next(new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no ${request.method} ${path}.`));
  });
  api.use(answerErrors(switchboard));
  return api;
}
