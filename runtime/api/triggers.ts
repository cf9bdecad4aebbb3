import express, { type Router } from "express";
import Type from "typebox";
import { normalizeUrn, noUrn, urnProblem } from "../contacts/urns.js";
import {
  CONTACT_EVENT_TYPES,
  contactEventProblem,
  raiseContactEvent,
  type ContactEvent,
} from "../conversation/contact-events.js";
import type { JsonObject } from "../json.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { readBody } from "./body.js";
import { ApiError, handle } from "./errors.js";
import { shape } from "./shape.js";

/** Channel of sessions whose trigger names none. */
const DEFAULT_CHANNEL = "simulator";

const newTrigger = shape(
  Type.Object({
    urn: Type.String({ minLength: 1, maxLength: 255 }),
    channel: Type.Optional(Type.String({ minLength: 1 })),
    /** The sender's id of it; a repeated one starts nothing again. */
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    trigger: Type.Object({ type: Type.Enum([...CONTACT_EVENT_TYPES]), event: Type.Object({}) }),
  }),
);

/** `POST /triggers`: what happened to a contact (a campaign's turn, a channel's event, a ticket closed) starts the flows that listen. */
export function triggerRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.post(
    "/",
    handle(async (request, response) => {
      const { channel = DEFAULT_CHANNEL, id, ...body } = readBody(request, newTrigger);
      const urn = normalizeUrn(body.urn);
      const wrong = urnProblem(urn);
      if (wrong !== undefined) throw new ApiError(400, `'urn' ${noUrn(wrong)}.`);
      const known = switchboard.channels.get(channel);
      if (!known) throw new NotFound(`There is no channel '${channel}'.`);
      const { type, event } = body.trigger as ContactEvent["trigger"];
      const reference = type === "channel" && { channel: { uuid: channel, name: known.name } };
      const trigger = { ...(body.trigger as JsonObject), type, event: { ...reference, ...event } };
      const problem = contactEventProblem(trigger);
      if (problem !== undefined) throw new ApiError(400, `'trigger' is none: ${problem}.`);
      const sessions = await raiseContactEvent(switchboard, { urn, channel, trigger, ...(id !== undefined && { id }) });
      response.status(202).json({ sessions });
    }),
  );
  return router;
}
