import express, { type Router } from "express";
import { StoreUnavailable } from "../store/errors.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { handle } from "./errors.js";

/** `GET /health`: 200 while the store answers, else 503. It needs no token, and so tells no more than that. */
export function healthRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.get(
    "/",
    handle(async (_request, response) => {
      try {
        await switchboard.store.nextTimerAt();
        response.json({ status: "ok" });
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        response.status(503).json({ status: "unavailable" });
      }
    }),
  );
  return router;
}
