import type { Clock } from "../../clock.js";
import type { Database } from "./database.js";
import type { News } from "./news.js";
import type { OwnConnection } from "./own-connection.js";
import { prepared } from "./statement.js";
import { absentProcesses, takeOver } from "./takeover.js";

/** Lanes that are told of at a time. */
const MAX_LANES = 1000;

const LEFT_LANES = prepared(
  "left_lanes",
  "select lane from inputs where sequence <= $1 group by lane order by min(sequence) limit $2",
);
const NEWEST_INPUT = prepared("newest_input", "select coalesce(max(sequence), 0) as sequence from inputs");
const OVERDUE = prepared("overdue_timers", "select 1 from timers where due < $1 limit 1");

/**
 * Looks every so often for work that was left lying: by a process that has ended, or because news went astray. What is found is told
 * as news.
 */
export class Watch {
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  /** The newest input when it was last looked: what is older and still there has been left lying. */
  #newest = 0;
  /** Processes that were absent the last time: one that is about to connect again gets until the next. */
  #absent: ReadonlySet<number> = new Set();

  constructor(
    private readonly database: Database,
    private readonly own: OwnConnection,
    private readonly news: News,
    private readonly clock: Pick<Clock, "now">,
    private readonly process: number,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      // What cannot be seen now is seen the next time.
      this.#looking ??= this.#look()
        .catch(() => {})
        .finally(() => (this.#looking = undefined));
    }, this.everyMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    await this.own.check();
    for (const { lane } of await this.database.query(LEFT_LANES(this.#newest, MAX_LANES))) {
      this.news.tell({ about: "lane", lane: String(lane) });
    }
    this.#newest = Number((await this.database.first(NEWEST_INPUT()))?.["sequence"]);
    const overdue = await this.database.first(OVERDUE(this.clock.now() - this.everyMs));
    if (overdue) this.news.tell({ about: "timers" });
    await this.#takeOver();
  }

  async #takeOver(): Promise<void> {
    const absent = await absentProcesses(this.database);
    const gone = absent.filter((process) => this.#absent.has(process));
    this.#absent = new Set(absent);
    if (gone.length === 0) return;
    const { effects, detached } = await takeOver(this.database, gone, this.process);
    if (effects > 0) this.news.tell({ about: "effects" });
    for (const place of detached) this.news.tell({ about: "detached", ...place });
  }
}
