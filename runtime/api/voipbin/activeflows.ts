import express, { type Request, type Router } from "express";
import Type from "typebox";
import { NIL_ID } from "../../formats/voipbin/index.js";
import { hasEnded } from "../../session/lifecycle.js";
import type { Session } from "../../session/session.js";
import type { StoredSession } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { readBody } from "../body.js";
import { handle } from "../errors.js";
import { shape } from "../shape.js";
import { activeflowView, isActiveflow, newActiveflow } from "./activeflow-view.js";
import { channelOf } from "./channel.js";
import { invalid, VoipbinError } from "./errors.js";
import { idOf, isUuid } from "./parameters.js";
import { pageOfSessions } from "./session-pages.js";
import { settled } from "./settled.js";
import { wantedFields, wantedFlow } from "./start.js";
import { timeText } from "./times.js";
import { readVariables } from "./variables.js";
import { readWebhook } from "./webhooks/webhook.js";

const body = shape(
  Type.Object({
    id: Type.Optional(Type.String({ maxLength: 255 })),
    ...wantedFields,
    variables: Type.Optional(Type.Unknown()),
    webhook_uri: Type.Optional(Type.String()),
    webhook_method: Type.Optional(Type.String()),
  }),
);

/**
 * `GET` and `POST /activeflows`, `GET` and `DELETE /activeflows/{id}`, `POST /activeflows/{id}/stop`. Every session is an activeflow,
 * whatever started it.
 */
export function activeflowRoutes(switchboard: Switchboard): Router {
  const { store, clock } = switchboard;
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const view = (session: Session) => activeflowView(switchboard, session);
      response.json(await pageOfSessions(request, (query) => store.sessions(query), view, isActiveflow));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const given = readBody(request, body);
      const { flow, program, actions } = await wantedFlow(switchboard, given);
      const variables = readVariables(given.variables);
      const webhook = readWebhook(given);
      const id = await newId(switchboard, given.id);
      const at = clock.now();
      await switchboard.startFlow(flow, {
        session: id,
        ...(program && { program }),
        channel: channelOf(switchboard),
        variables,
        trigger: { type: "api", at, ...(webhook && { webhook }) },
      });
      response.json(newActiveflow({ id, flow: flow.id, at, actions, webhook }));
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      const { session } = await findActiveflow(switchboard, request);
      response.json(await activeflowView(switchboard, session));
    }),
  );
  router.post(
    "/:id/stop",
    handle(async (request, response) => {
      const { session } = await findActiveflow(switchboard, request);
      response.json(await activeflowView(switchboard, await stop(switchboard, session)));
    }),
  );
  router.delete(
    "/:id",
    handle(async (request, response) => {
      const { session } = await findActiveflow(switchboard, request);
      const stopped = await stop(switchboard, session);
      await switchboard.command(session.id, "remove");
      const view = await activeflowView(switchboard, stopped);
      response.json({ ...view, tm_delete: timeText(clock.now()) });
    }),
  );
  return router;
}

/** The activeflow in the path. Throws 404 `ACTIVEFLOW_NOT_FOUND`. */
async function findActiveflow({ store }: Switchboard, request: Request): Promise<StoredSession> {
  const id = idOf(request);
  const found = await store.session(id);
  if (!found || !isActiveflow(found.session)) {
    throw new VoipbinError("NOT_FOUND", "ACTIVEFLOW_NOT_FOUND", `There is no activeflow '${id}'.`);
  }
  return found;
}

/** Ends it, where it runs; one that has ended stays as it is. Gives it as it is then. */
export async function stop(switchboard: Switchboard, session: Session): Promise<Session> {
  if (hasEnded(session.status)) return session;
  await switchboard.command(session.id, "stop");
  return settled(switchboard, session);
}

async function newId({ store, ids }: Switchboard, given: string | undefined): Promise<string> {
  if (given === undefined || given === "" || given === NIL_ID) return ids.uuid();
  if (!isUuid(given)) throw invalid("INVALID_ID", `'id' is '${given}'; it must be a UUID.`);
  if (await store.session(given)) {
    throw new VoipbinError("ALREADY_EXISTS", "ACTIVEFLOW_ALREADY_EXISTS", `There is an activeflow '${given}' already.`);
  }
  return given;
}
