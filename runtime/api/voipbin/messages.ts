import express, { type Request, type Router } from "express";
import Type from "typebox";
import { isJsonObject, type JsonObject } from "../../json.js";
import type { Session } from "../../session/session.js";
import type { SessionsQuery, StoredEvent } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { readBody } from "../body.js";
import { handle } from "../errors.js";
import { shape } from "../shape.js";
import { channelOf } from "./channel.js";
import { VoipbinError } from "./errors.js";
import { MESSAGE_FLOW, MESSAGE_TEXT, messageProgram } from "./message-flow.js";
import { messageDocument, targetOf } from "./message-view.js";
import { addressShape, destinationsShape, idOf } from "./parameters.js";
import { pageOfSessions } from "./session-pages.js";

const body = shape(
  Type.Object({
    source: Type.Optional(addressShape),
    destinations: destinationsShape,
    text: Type.String({ minLength: 1, maxLength: 10_000 }),
  }),
);

/** `GET` and `POST /messages`, `GET /messages/{id}`: the messages that were sent by this API (voipbin-flow.md section 9). */
export function messageRoutes(switchboard: Switchboard): Router {
  const { store, clock, ids } = switchboard;
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const find = (query: SessionsQuery) => store.sessionsOfFlow({ flow: MESSAGE_FLOW, ...query });
      const show = async (session: Session) => view(session, await store.events(session.id));
      response.json(await pageOfSessions(request, find, show));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const { source, destinations, text } = readBody(request, body);
      const program = messageProgram({ ...(source && { source }), destinations });
      const id = ids.uuid();
      const at = clock.now();
      await switchboard.startFlow(
        { id: program.id },
        {
          session: id,
          program,
          channel: channelOf(switchboard, source?.target),
          variables: { [MESSAGE_TEXT]: text },
          trigger: { type: "api", at },
        },
      );
      const targets = destinations.map((destination) => targetOf(destination));
      const direction = "outbound";
      response.json(
        messageDocument({ id, source: source ?? {}, text, targets, direction, created: at, updated: undefined }),
      );
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      const session = await findMessage(switchboard, request);
      response.json(view(session, await store.events(session.id)));
    }),
  );
  return router;
}

async function findMessage({ store }: Switchboard, request: Request): Promise<Session> {
  const id = idOf(request);
  const session = (await store.session(id))?.session;
  if (session?.flow.id !== MESSAGE_FLOW) {
    throw new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no message '${id}'.`);
  }
  return session;
}

/** What the session's events say became of the message, destination by destination. */
function view(session: Session, events: readonly StoredEvent[]): JsonObject {
  const [node] = Object.values(session.runs[0]?.program?.nodes ?? {});
  const { source, destinations } = node?.options ?? {};
  const updates = events.filter(({ event }) => event.type === "message_updated");
  const targets = (Array.isArray(destinations) ? destinations : []).map((destination, index) =>
    targetOf(
      destination,
      updates.findLast(({ event }) => event["target"] === index),
    ),
  );
  return messageDocument({
    id: session.id,
    source: isJsonObject(source) ? source : {},
    text: session.variables[MESSAGE_TEXT] ?? "",
    targets,
    direction: "outbound",
    created: session.startedAt,
    updated: updates.at(-1)?.at,
  });
}
