import express, { type Router } from "express";
import { requireToken } from "../api/access.js";
import { jsonBodies } from "../api/body.js";
import { answerErrors, handle } from "../api/errors.js";
import type { Json } from "../json.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";

/** `POST /in/<path>`: starts what an `http_in` entry waits for there. Entries come and go with deploys, so they are looked up. */
export function requestRoutes(switchboard: Switchboard, token: string): Router {
  const router = express.Router();
  router.use("/in", requireToken(token), jsonBodies(switchboard.limits.maxInputBytes));
  router.post(
    "/in/*",
    handle(async (request, response) => {
      const path = request.path.slice("/in/".length);
      const trigger = switchboard.triggers.forRequest(path);
      if (!trigger) throw new NotFound(`No flow starts by a request to '${path}'.`);
      response.status(202).json({ session: await trigger.start(request.body as Json) });
    }),
  );
  router.use("/in", answerErrors(switchboard.log));
  return router;
}
