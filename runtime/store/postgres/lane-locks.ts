import { StoreUnavailable } from "../errors.js";
import type { LaneLock } from "../store.js";
import { send, type Connection, type Database } from "./database.js";
import { Groups, type Outcome } from "./groups.js";
import type { News } from "./news.js";
import type { OwnConnection } from "./own-connection.js";
import { prepared } from "./statement.js";

/** Lanes that a process has at a time: the server's table of locks has room for some 6,000 of all processes together. */
const MAX_HELD = 1000;
/** How often it is tried again where the holder has just gone away. */
const ATTEMPTS = 3;

const LOCK = prepared(
  "lock_lanes",
  `select pg_try_advisory_lock(hashtextextended(current_schema() || ' lane ' || lane, 0)) as locked
   from unnest($1::text[]) with ordinality as n (lane, place) order by place`,
);
const UNLOCK = prepared(
  "unlock_lanes",
  `select pg_advisory_unlock(hashtextextended(current_schema() || ' lane ' || lane, 0)) from unnest($1::text[]) as n (lane)`,
);
/** The process that has a lane, by its lock that shows that it lives. */
const HOLDER = prepared(
  "holder_of_lane",
  `select present.objid::bigint as process
   from pg_locks as lane join pg_locks as present using (pid, locktype)
   where locktype = 'advisory' and lane.granted and lane.objsubid = 1 and present.objsubid = 2
     and lane.database = (select oid from pg_database where datname = current_database())
     and (lane.classid::bigint << 32 | lane.objid::bigint) = hashtextextended(current_schema() || ' lane ' || $1, 0)
     and present.classid = hashtext(current_schema() || ' processes')::oid`,
);

/** Lanes that this process alone may run, each locked once for each time that it was asked for. */
export class LaneLocks {
  readonly #locks: Groups<string, boolean>;
  readonly #unlocks: Groups<string, void>;
  /** By lane, the connection that it is locked on, and how often. */
  readonly #held = new Map<string, { generation: number; times: number }>();
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly own: OwnConnection,
    private readonly database: Database,
    private readonly news: News,
  ) {
    this.#locks = new Groups((lanes) => own.use((...given) => this.#lockAll(lanes, ...given)));
    this.#unlocks = new Groups((lanes) => own.use((connection) => unlockAll(lanes, connection)));
  }

  /** Undefined where another process has the lane; that one is told that there is something to do. */
  async lock(lane: string): Promise<LaneLock | undefined> {
    await this.#room();
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await this.#locks.add(lane)) return { release: async () => this.#release(lane) };
        const holder = await this.database.first(HOLDER(lane));
        if (!holder) continue;
        await this.database.query(this.news.telling({ about: "lane", lane }, Number(holder["process"])));
        break;
      }
    } catch (error) {
      this.#leave();
      throw error;
    }
    this.#leave();
    return undefined;
  }

  /** The error where the lane is not this process's any more on this connection. */
  lost(lane: string, generation: number): StoreUnavailable | undefined {
    if (this.#held.get(lane)?.generation === generation) return undefined;
    return new StoreUnavailable(`The connection was lost, and the right to run ${lane} with it.`);
  }

  async drained(): Promise<void> {
    await this.#unlocks.drained();
  }

  /** Nobody waits for it: a lock that is still there when it is asked for again is this process's own. */
  #release(lane: string): void {
    this.#leave();
    const held = this.#held.get(lane)!;
    if (--held.times === 0) this.#held.delete(lane);
    // The locks of a connection that was lost are gone already.
    if (held.generation === this.own.generation) void this.#unlocks.add(lane).catch(() => {});
  }

  async #lockAll(lanes: readonly string[], connection: Connection, generation: number): Promise<Outcome<boolean>[]> {
    const [rows = []] = await send(connection, [LOCK(lanes)]);
    return rows.map(({ locked }, index) => {
      if (locked) this.#note(lanes[index]!, generation);
      return { value: Boolean(locked) };
    });
  }

  #note(lane: string, generation: number): void {
    const times = (this.#held.get(lane)?.times ?? 0) + 1;
    this.#held.set(lane, { generation, times });
  }

  async #room(): Promise<void> {
    if (this.#count >= MAX_HELD) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#count++;
  }

  #leave(): void {
    this.#count--;
    this.#waiting.shift()?.();
  }
}

async function unlockAll(lanes: readonly string[], connection: Connection): Promise<Outcome<void>[]> {
  await send(connection, [UNLOCK(lanes)]);
  return lanes.map(() => ({ value: undefined }));
}
