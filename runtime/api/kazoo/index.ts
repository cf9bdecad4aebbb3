import express, { type Router } from "express";
import type { Switchboard } from "../../switchboard/switchboard.js";
import type { AccountToken } from "../token.js";
import { requireAuthToken } from "./access.js";
import { textBodies } from "./body.js";
import { channelRoutes } from "./channels.js";
import { answerErrors, KazooError } from "./errors.js";
import { metaflowRoutes } from "./metaflows.js";

/** Where Kazoo has its API. */
export const KAZOO_PATH = "/v2";

/**
 * The part of Kazoo's API that is about metaflows (kazoo-metaflows.md section 8), to be mounted at `/v2`: what is set for accounts,
 * users and devices, and what runs on a channel. Paths outside `/accounts` are passed on.
 */
export function createKazooApi(
  switchboard: Switchboard,
  { tokens }: { readonly tokens: readonly AccountToken[] },
): Router {
  const api = express.Router();
  const account = express.Router({ mergeParams: true });
  account.use((request, _response, next) => {
    const { account: id = "" } = request.params as { account?: string };
    next(
      switchboard.scopes.directory.hasAccount(id)
        ? undefined
        : new KazooError(404, "bad_identifier", { message: "bad identifier", cause: id }),
    );
  });
  account.use(metaflowRoutes(switchboard), channelRoutes(switchboard));
  account.use(/(.*\/metaflows|\/channels\/[^/]+)$/, (request, _response, next) => {
    next(new KazooError(405, "method not allowed", { message: `${request.method} is not allowed here` }));
  });
  account.use((request, _response, next) => {
    next(
      new KazooError(404, "not found", {
        message: `There is no ${request.method} ${request.originalUrl.split("?", 1)[0]}.`,
      }),
    );
  });
  api.use("/accounts/:account", requireAuthToken(tokens), textBodies(switchboard.limits.maxInputBytes), account);
  api.use(answerErrors(switchboard));
  return api;
}
