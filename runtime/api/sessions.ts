import express, { type Router } from "express";
import Type from "typebox";
import { callKey } from "../switchboard/commit.js";
import { normalizeUrn, urnIdentity } from "../contacts/urns.js";
import type { StoredSession } from "../store/store.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { queryNumber, queryText, readBody } from "./body.js";
import { ApiError, handle } from "./errors.js";
import { sessionSummary, sessionView } from "./session-view.js";
import { shape } from "./shape.js";

const MAX_LISTED = 500;
const LISTED = 50;

const command = shape(
  Type.Object({
    command: Type.Union([
      Type.Literal("suspend"),
      Type.Literal("resume"),
      Type.Literal("stop"),
      Type.Literal("interrupt"),
    ]),
  }),
);

/**
 * `GET /sessions?urn=` (a contact's, newest first) or `?call=` (the one on a call in progress), `GET /sessions/:id`,
 * `POST /sessions/:id/commands`.
 */
export function sessionRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const urn = queryText(request, "urn");
      const call = queryText(request, "call");
      const limit = queryNumber(request, "limit", LISTED, MAX_LISTED);
      if (urn === undefined && call === undefined) throw new ApiError(400, "Say whose sessions: '?urn=' or '?call='.");
      const found = urn === undefined ? await ofCall(switchboard, call!) : await ofContact(switchboard, urn, limit);
      response.json({ sessions: found.map(({ session }) => sessionSummary(session)) });
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      const { id = "" } = request.params;
      const found = await switchboard.store.session(id);
      if (!found) throw new NotFound(`There is no session '${id}'.`);
      response.json(sessionView(found.session, await switchboard.store.events(id)));
    }),
  );
  router.post(
    "/:id/commands",
    handle(async (request, response) => {
      const accepted = await switchboard.command(request.params["id"] ?? "", readBody(request, command).command);
      response.status(202).json({ input: accepted.id });
    }),
  );
  return router;
}

async function ofContact({ store }: Switchboard, urn: string, limit: number): Promise<StoredSession[]> {
  const contact = await store.contactByUrn(urnIdentity(normalizeUrn(urn)));
  return contact ? store.sessionsOfContact(contact.id, limit) : [];
}

async function ofCall({ store }: Switchboard, call: string): Promise<StoredSession[]> {
  const places = await store.sessionsWaitingFor(callKey(call));
  const found = await Promise.all(places.map(({ session }) => store.session(session)));
  return found.filter((session) => session !== undefined);
}
