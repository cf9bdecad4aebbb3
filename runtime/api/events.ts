import express, { type Request, type Router } from "express";
import type { Store, StoredEvent } from "../store/store.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { ApiError, handle } from "./errors.js";
import { queryText } from "./body.js";
import { EventStream } from "./event-stream.js";
import { eventView } from "./session-view.js";

/** Events that are read from the store at a time. */
const BATCH = 200;
/** Other processes commit to the same store too, and may not be heard: look every so often. In milliseconds. */
const LOOK_EVERY_MS = 5000;

/**
 * `GET /events`: what sprints record, as server-sent events, from now on or after `Last-Event-ID` (or `?after=`). Nothing is kept
 * for a reader in memory: each goes through the store at its own pace.
 */
export function eventRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const session = queryText(request, "session");
      const after = startOf(request) ?? (await switchboard.store.lastSequence());
      const stream = new EventStream(request, response, switchboard.clock);
      const take = (event: StoredEvent): void => {
        if (session === undefined || event.session === session) stream.send(eventView(event), String(event.sequence));
      };
      await follow(switchboard, stream, after, take);
    }),
  );
  return router;
}

function startOf(request: Request): number | undefined {
  const text = request.get("last-event-id") ?? queryText(request, "after");
  if (text === undefined) return undefined;
  const sequence = Number(text);
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    throw new ApiError(400, `The number of the last event must be a whole number, is '${text}'.`);
  }
  return sequence;
}

async function follow(
  switchboard: Switchboard,
  stream: EventStream,
  from: number,
  take: (event: StoredEvent) => void,
): Promise<void> {
  const news = new News(switchboard, stream);
  let after = from;
  while (!stream.closed) {
    const events = await read(switchboard.store, after);
    // The reader connects again and goes on where it was.
    if (!events) return stream.end();
    events.forEach(take);
    after = events.at(-1)?.sequence ?? after;
    await stream.drained();
    if (events.length === 0) await news.wait();
  }
}

async function read(store: Store, after: number): Promise<StoredEvent[] | undefined> {
  return store.eventsAfter(after, BATCH).catch(() => undefined);
}

/** Tells when there may be new events. A commit that comes while nobody waits is not missed. */
class News {
  #fresh = false;
  #wake: () => void = () => {};

  constructor(
    private readonly switchboard: Switchboard,
    stream: EventStream,
  ) {
    const tell = (): void => {
      this.#fresh = true;
      this.#wake();
    };
    switchboard.events.on("commit", tell).on("reported", tell);
    stream.onClose(() => {
      switchboard.events.off("commit", tell).off("reported", tell);
      tell();
    });
  }

  async wait(): Promise<void> {
    if (!this.#fresh) {
      const { clock } = this.switchboard;
      await new Promise<void>((resolve) => {
        const cancel = clock.wakeAt(clock.now() + LOOK_EVERY_MS, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#fresh = false;
  }
}
