import express, { type Router } from "express";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { raiseHttpRequest } from "../../workflow/http-trigger.js";
import { handle } from "../errors.js";
import { whenThrough } from "./deletion.js";
import { accountOf, objectOf, text } from "./parameters.js";

/** `POST /triggers/http_request`: starts what waits for it in the account, and answers 200 also if that is nothing. */
export function triggerRoutes(switchboard: Switchboard): Router {
  const router = express.Router({ mergeParams: true });
  router.post(
    "/http_request",
    handle(async (request, response) => {
      const started = await raiseHttpRequest(switchboard.triggers, {
        account: accountOf(request),
        subAccountId: text(request, "subAccountId") || undefined,
        body: objectOf(request),
      });
      for (const session of started) await whenThrough(switchboard, session);
      response.status(200).end();
    }),
  );
  return router;
}
