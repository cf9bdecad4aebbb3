import { join } from "node:path";
import express, { type Request, type Router } from "express";
import Type from "typebox";
import { pageHeaders } from "../../runtime/api/access.js";
import { queryText, readBody } from "../../runtime/api/body.js";
import { ApiError, handle } from "../../runtime/api/errors.js";
import { EventStream } from "../../runtime/api/event-stream.js";
import { shape } from "../../runtime/api/shape.js";
import { normalizeUrn } from "../../runtime/contacts/urns.js";
import type { Clock } from "../../runtime/clock.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Accepted } from "../../runtime/store/store.js";
import { readIncomingMessage, type IncomingMessage } from "../incoming.js";
import type { Calls } from "./calls.js";
import type { Chats } from "./chats.js";
import { readSimulatedEvent, type SimulatedEvent } from "./contact-event.js";
import { topics, type Feed, type News } from "./feed.js";
import { readPhoneEvent, tell } from "./phone-events.js";
import type { PhoneSide } from "./phone-side.js";

const PAGE_FOLDER = join(__dirname, "page");

const number = Type.String({ minLength: 1, maxLength: 255 });
const newCall = shape(Type.Object({ from: number, to: number, id: Type.Optional(number) }));

/** What the page shows, and what a contact can do there. */
export interface Simulated {
  readonly feed: Feed;
  readonly chats: Chats;
  readonly calls: Calls;
  readonly phones: PhoneSide;
  /** The contact writes. Resolves when the message is durable. */
  receive(message: IncomingMessage): Promise<Accepted>;
  /** Something else happened to the contact. Gives the ids of the sessions that it starts. */
  happen(event: SimulatedEvent): Promise<string[]>;
}

/** Requests below `/switchboard/simulator`: the page, what it shows, and what a contact does. */
export function simulatorRoutes(simulator: Simulated, clock: Clock): Router {
  const router = express.Router();
  router.post(
    "/messages",
    handle(async (request, response) => {
      const { id, duplicate } = await simulator.receive(readBody(request, readIncomingMessage));
      response.status(202).json({ input: id, ...(duplicate && { duplicate }) });
    }),
  );
  router.post(
    "/events",
    handle(async (request, response) => {
      response.status(202).json({ sessions: await simulator.happen(readBody(request, readSimulatedEvent)) });
    }),
  );
  router.post(
    "/calls",
    handle(async (request, response) => {
      response.status(201).json({ call: await simulator.calls.start(readBody(request, newCall)) });
    }),
  );
  router.get(
    "/calls/:id",
    handle(async (request, response) => {
      const { calls } = simulator;
      response.json(await calls.display.view(await calls.find(request.params["id"] ?? "")));
    }),
  );
  router.post(
    "/calls/:id/events",
    handle(async (request, response) => {
      const call = await simulator.calls.find(request.params["id"] ?? "");
      const event = readBody(request, readPhoneEvent);
      const accepted = await simulator.phones.take(call, tell(event, call), event.id);
      response.status(202).json(accepted ? { input: accepted.id, ...(accepted.duplicate && { duplicate: true }) } : {});
    }),
  );
  router.get(
    "/feed",
    handle(async (request, response) => {
      const { topic, now } = await wanted(simulator, request);
      const stream = new EventStream(request, response, clock);
      const send = (news: News): void => stream.send(news as unknown as JsonObject);
      stream.onClose(simulator.feed.subscribe(topic, send));
      const first = await now();
      if (first) send(first);
    }),
  );
  router.get("/", pageHeaders, (request, response) => {
    // The page's own files are named relative to it.
    if (new URL(request.originalUrl, "http://localhost").pathname.endsWith("/")) response.redirect(301, "../simulator");
    else response.sendFile(join(PAGE_FOLDER, "index.html"));
  });
  router.use("/page", pageHeaders, express.static(PAGE_FOLDER, { index: false, redirect: false }));
  return router;
}

/** What a reader of the feed looks at, and how to see how it stands. */
async function wanted(
  { calls, chats }: Simulated,
  request: Request,
): Promise<{ topic: string; now: () => News | undefined | Promise<News | undefined> }> {
  const urn = queryText(request, "urn");
  if (urn !== undefined) {
    const normal = normalizeUrn(urn);
    return { topic: topics.chat(normal), now: () => ({ type: "messages", messages: chats.of(normal) }) };
  }
  const id = queryText(request, "call");
  if (id !== undefined) {
    const call = await calls.find(id);
    return { topic: topics.call(id), now: async () => ({ type: "call", call: await calls.display.view(call) }) };
  }
  if (queryText(request, "calls") === "all")
    return { topic: topics.calls, now: async () => ({ type: "calls", calls: await calls.shown() }) };
  const phone = queryText(request, "phone");
  if (phone === undefined)
    throw new ApiError(400, "Say what to look at: '?urn=', '?call=', '?phone=' or '?calls=all'.");
  return {
    topic: topics.phone(phone),
    now: async () => {
      const call = calls.ofPhone(phone);
      return call && { type: "call", call: await calls.display.view(call) };
    },
  };
}
