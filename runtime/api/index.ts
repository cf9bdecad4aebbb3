import express, { type Router } from "express";
import type { Switchboard } from "../switchboard/switchboard.js";
import { AUTOMATION_PATH, createAutomationApi } from "./8x8/index.js";
import { loginRoutes, noteMount, requireToken } from "./access.js";
import { agentRoutes } from "./agents.js";
import { jsonBodies } from "./body.js";
import { channelList } from "./channels.js";
import { toChannel, toWebhooks } from "./channel-routes.js";
import { answerErrors, ApiError } from "./errors.js";
import { eventRoutes } from "./events.js";
import { flowRoutes } from "./flows.js";
import { healthRoutes } from "./health.js";
import { createKazooApi, KAZOO_PATH } from "./kazoo/index.js";
import { metricRoutes } from "./metrics/index.js";
import { sessionRoutes } from "./sessions.js";
import { triggerRoutes } from "./triggers.js";
import { createVoipbinApi, VOIPBIN_PATH, type VoipbinSettings } from "./voipbin/index.js";
import type { AccountToken } from "./token.js";

export { loadToken, type AccountToken, type ApiToken } from "./token.js";

/** Paths of this API. Others may be mounted beside it, so anything else is passed on. */
const RESOURCES = ["/flows", "/sessions", "/events", "/metrics", "/simulator", "/channels", "/agents", "/triggers"];

/** The HTTP API, to be mounted at `/switchboard`. All of it but `/health`, the login page and webhooks needs the token. */
export function createApi(switchboard: Switchboard, { token }: { readonly token: string }): Router {
  const api = express.Router();
  api.use(noteMount);
  api.use("/health", healthRoutes(switchboard));
  api.use("/login", loginRoutes(token));
  api.use("/webhooks/:channel", toWebhooks(switchboard));
  api.use(RESOURCES, requireToken(token), jsonBodies(switchboard.limits.maxInputBytes));
  api.use("/flows", flowRoutes(switchboard));
  api.use("/sessions", sessionRoutes(switchboard));
  api.use("/events", eventRoutes(switchboard));
  api.use("/agents", agentRoutes(switchboard));
  api.use("/triggers", triggerRoutes(switchboard));
  api.use("/metrics", metricRoutes(switchboard));
  api.use(
    "/simulator",
    toChannel(switchboard, () => "simulator"),
  );
  api.use("/channels", channelList(switchboard));
  api.use(
    "/channels/:channel",
    toChannel(switchboard, ({ channel = "" }) => channel),
  );
  api.use([...RESOURCES, "/webhooks"], (request, _response, next) => {
    next(new ApiError(404, `There is no ${request.method} ${request.originalUrl.split("?", 1)[0]}.`));
  });
  api.use(answerErrors(switchboard.log));
  return api;
}

/** An API of one of the four systems, which has its own paths beside ours. */
export interface DocumentedApi {
  readonly path: string;
  readonly router: Router;
}

/** The documented APIs. The token opens every account; `accounts` are tokens that open one each. */
export function documentedApis(
  switchboard: Switchboard,
  {
    token,
    accounts = [],
    voipbin = {},
  }: { readonly token: string; readonly accounts?: readonly AccountToken[]; readonly voipbin?: VoipbinSettings },
): readonly DocumentedApi[] {
  const tokens: readonly AccountToken[] = [{ token }, ...accounts];
  return [
    { path: AUTOMATION_PATH, router: createAutomationApi({ switchboard, tokens }) },
    { path: VOIPBIN_PATH, router: createVoipbinApi({ switchboard, token, ...voipbin }) },
    { path: KAZOO_PATH, router: createKazooApi(switchboard, { tokens }) },
  ];
}
