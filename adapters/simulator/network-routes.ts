import express, { type Router } from "express";
import Type from "typebox";
import { readBody } from "../../runtime/api/body.js";
import { handle } from "../../runtime/api/errors.js";
import { shape } from "../../runtime/api/shape.js";
import type { MessageStatus } from "../../runtime/channels/status.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { readConditions, type Network } from "./network.js";

const STATUSES = ["queued", "sent", "delivered", "read", "failed"] as const satisfies readonly MessageStatus[];

const readStatus = shape(
  Type.Object({
    /** The message's id: the key that it went out with. */
    message: Type.String({ minLength: 1, maxLength: 255 }),
    status: Type.Enum([...STATUSES]),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  }),
);

/** How the simulated network treats messages (`/network`), and what it reports of those that went out (`/statuses`). */
export function networkRoutes(network: Network, switchboard: Switchboard, channel: string): Router {
  const router = express.Router();
  router.get("/network", (_request, response) => void response.json(network.conditions));
  router.put(
    "/network",
    handle(async (request, response) => {
      network.conditions = readBody(request, readConditions);
      response.json(network.conditions);
    }),
  );
  router.post(
    "/statuses",
    handle(async (request, response) => {
      const { message: externalId, ...report } = readBody(request, readStatus);
      await switchboard.messageStatus(channel, { externalId }, report);
      response.status(202).json({});
    }),
  );
  return router;
}
