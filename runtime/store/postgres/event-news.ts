import type { Database } from "./database.js";
import type { News } from "./news.js";

/** Others are told at most this often, in milliseconds: each NOTIFY makes commits wait for each other. */
const PAUSE_MS = 100;

/** Tells other processes that there are new events: whoever follows them there has to read on. */
export class EventNews {
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly news: News,
  ) {}

  /** There are some. */
  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, PAUSE_MS).unref();
  }

  async close(): Promise<void> {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#tell();
    }
    await this.#telling;
  }

  /** Whoever misses it looks by itself every few seconds. */
  #tell(): void {
    this.#telling = this.database.query(this.news.telling({ about: "events" })).catch(() => {});
  }
}
