import express, { type Router } from "express";
import Type from "typebox";
import { plannedCalls } from "../../call/dialling/group.js";
import type { JsonObject } from "../../json.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { readBody } from "../body.js";
import { handle } from "../errors.js";
import { shape } from "../shape.js";
import { stop } from "./activeflows.js";
import { callView } from "./call-view.js";
import { controlRoutes } from "./controls.js";
import { changed, findCall, isOwn, viewOf, type FoundCall } from "./find-call.js";
import { startGroup } from "./groupcalls.js";
import { reach, readAnonymity, startCall } from "./outgoing-calls.js";
import { addressShape, destinationsShape } from "./parameters.js";
import { pageOfSessions } from "./session-pages.js";
import { settled } from "./settled.js";
import { wantedFields, wantedFlow } from "./start.js";
import { timeText } from "./times.js";
import { readVariables } from "./variables.js";

const body = shape(
  Type.Object({
    source: addressShape,
    destinations: destinationsShape,
    ...wantedFields,
    anonymous: Type.Optional(Type.String({ maxLength: 64 })),
    variables: Type.Optional(Type.Unknown()),
  }),
);

/** `GET` and `POST /calls`, `GET` and `DELETE /calls/{id}`, `POST /calls/{id}/hangup` and its controls (voipbin-flow.md section 9). */
export function callRoutes(switchboard: Switchboard): Router {
  const { store, clock, ids } = switchboard;
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      response.json(await pageOfSessions(request, (query) => store.sessions({ ...query, withCall: true }), callView));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const { source, destinations, anonymous, ...given } = readBody(request, body);
      const outgoing = {
        ...(await wantedFlow(switchboard, given)),
        ...{ source, anonymous: readAnonymity(anonymous), variables: readVariables(given.variables) },
      };
      const calls: JsonObject[] = [];
      const groupcalls: JsonObject[] = [];
      for (const [index, reached] of reach(switchboard, destinations).entries()) {
        if (reached.isGroup) groupcalls.push(await startGroup(switchboard, reached, outgoing));
        for (const call of reached.isGroup ? [] : plannedCalls(reached, () => ids.uuid()))
          calls.push(await startCall(switchboard, call, outgoing, destinations[index]));
      }
      response.json({ calls, groupcalls });
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      response.json(await viewOf(switchboard, await findCall(switchboard, request)));
    }),
  );
  router.post(
    "/:id/hangup",
    handle(async (request, response) => {
      response.json(await viewOf(switchboard, await hangUp(switchboard, await findCall(switchboard, request))));
    }),
  );
  router.use(controlRoutes(switchboard));
  router.delete(
    "/:id",
    handle(async (request, response) => {
      const call = await hangUp(switchboard, await findCall(switchboard, request));
      // A party that a flow has connected goes with its call.
      if (isOwn(call)) await switchboard.command(call.session.id, "remove");
      response.json({ ...(await viewOf(switchboard, call)), tm_delete: timeText(clock.now()) });
    }),
  );
  return router;
}

/** Hangs it up, where it goes on: with the call of a flow the flow ends. Gives it as it is then. */
async function hangUp(switchboard: Switchboard, found: FoundCall): Promise<FoundCall> {
  const { session, id } = found;
  if (isOwn(found)) return changed(found, await stop(switchboard, session));
  await switchboard.toSession(session.id, { type: "hangup", leg: id });
  return changed(found, await settled(switchboard, session));
}
