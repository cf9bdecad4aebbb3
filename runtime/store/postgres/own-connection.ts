import pg from "pg";
import { StoreUnavailable } from "../errors.js";
import type { Address } from "./address.js";
import { clientConfig, send, type Connection } from "./database.js";
import { asFault } from "./faults.js";
import type { News } from "./news.js";
import { prepared, statement } from "./statement.js";

/** Pause between attempts to connect again. */
const RECONNECT_MS = 250;

/** Shows that a process lives, for as long as its connection does. Shared, for the connection before may not be gone yet. */
const BE_PRESENT = prepared(
  "be_present",
  "select pg_advisory_lock_shared(hashtext(current_schema() || ' processes'), $1::int)",
);
const WHO_AM_I = prepared(
  "who_am_i",
  "select pid, backend_start::text as since from pg_stat_activity where pid = pg_backend_pid()",
);
/** Where the network has failed, the server may hold the connection before, with its locks, for a while. */
const END = prepared(
  "end_connection",
  "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start = $2::timestamptz",
);

/**
 * The one connection that a process has for itself. On it are the locks of its lanes, and by it sprints commit: whoever loses it
 * loses both at once, so that nobody commits a sprint of a lane that another process runs by then. It also hears the news.
 */
export class OwnConnection {
  #client: pg.Client | undefined;
  #generation = 0;
  #before: { readonly pid: number; readonly since: string } | undefined;
  /** Work is done one after the other, for a transaction must not be come between. */
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly address: Address,
    readonly process: number,
    private readonly news: News,
  ) {}

  /** Which connection it is, counted from the first; locks of earlier ones are gone. */
  get generation(): number {
    return this.#generation;
  }

  /** Throws StoreUnavailable. */
  async open(): Promise<void> {
    const client = new pg.Client(clientConfig(this.address));
    client.on("notification", ({ payload }) => this.news.hear(payload));
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    try {
      await client.connect();
      const [, , [me] = []] = await send(client, [
        statement(`listen "${this.address.schema}"`),
        BE_PRESENT(this.process),
        WHO_AM_I(),
        ...(this.#before ? [END(this.#before.pid, this.#before.since)] : []),
      ]);
      this.#before = me as { pid: number; since: string } | undefined;
      this.#generation++;
      this.#client = client;
    } catch (error) {
      void client.end().catch(() => {});
      throw asFault(error);
    }
  }

  /** Does work on the connection when what was asked for before is done; `generation` says which it is. */
  use<T>(work: (connection: Connection, generation: number) => Promise<T>): Promise<T> {
    const done = this.#last.then(() => {
      if (this.#closed) throw new StoreUnavailable("The store is closed.");
      if (!this.#client) throw new StoreUnavailable("The store is unavailable: the connection to the server was lost.");
      return work(this.#client, this.#generation);
    });
    this.#last = done.catch(() => {});
    return done;
  }

  /** Fails where the connection is dead, which is given up then: whoever only listens would never know. */
  async check(): Promise<void> {
    await this.use((connection) => send(connection, [statement("select 1")]));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#last;
    await this.#client?.end();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#closed) return;
    this.#client = undefined;
    this.#reconnect();
  }

  #reconnect(): void {
    this.#timer = setTimeout(() => {
      this.open().then(
        () => this.news.tell({ about: "anything" }),
        () => {
          if (!this.#closed) this.#reconnect();
        },
      );
    }, RECONNECT_MS);
    this.#timer.unref();
  }
}
