import express, { type Router } from "express";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { jsonBodies } from "../body.js";
import { requireToken } from "./access.js";
import { activeflowRoutes } from "./activeflows.js";
import { callRoutes } from "./calls.js";
import { answerErrors, VoipbinError } from "./errors.js";
import { flowRoutes } from "./flows.js";
import { messageRoutes } from "./messages.js";
import { limitRate } from "./rate.js";

/** Where the API is to be mounted: its paths are those of VoIPBIN. */
export const VOIPBIN_PATH = "/v1.0";

/** The REST API of VoIPBIN (voipbin-flow.md section 9), to be mounted at `VOIPBIN_PATH`. */
export function createVoipbinApi({ switchboard, token }: { switchboard: Switchboard; token: string }): Router {
  const api = express.Router();
  api.use(limitRate(switchboard.clock), requireToken(token), jsonBodies(switchboard.limits.maxInputBytes));
  api.use("/flows", flowRoutes(switchboard));
  api.use("/activeflows", activeflowRoutes(switchboard));
  api.use("/calls", callRoutes(switchboard));
  api.use("/messages", messageRoutes(switchboard));
  api.use((request, _response, next) => {
    const path = request.originalUrl.split("?", 1)[0];
    next(new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no ${request.method} ${path}.`));
  });
  api.use(answerErrors(switchboard));
  return api;
}
