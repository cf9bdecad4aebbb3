import type { DatabaseSync } from "node:sqlite";
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";

/** How long after a commit the log is moved into the file. */
const INTERVAL_MS = 100;
/** Pages in the log (64 MB of them) from which on commits are held back until a checkpoint has caught up. */
const MAX_FRAMES = 8192;
/** Pages after which a commit makes a checkpoint itself, where there is no thread for it. */
const INLINE_FRAMES = 1000;

/** The first SQLite in which a checkpoint and a commit of two connections cannot damage the file (its "WAL-reset bug"). */
const FIRST_SAFE_VERSION = "3.51.3";

/** The side of the writer: lets commits queue up, and go on. */
export interface Writer {
  hold(): void;
  resume(): void;
}

/**
 * Makes checkpoints in a worker thread while there are commits, because in the main one they would stall everything for 60 to
 * 90 ms. A checkpoint beside commits never empties the log; when that has become large, commits wait for one.
 */
export class Checkpoints {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #writer: () => Writer;
  readonly #maxFrames: number;
  #state: "idle" | "scheduled" | "running" | "running alone" | "inline" | "closed" = "idle";
  #hasNewCommits = false;
  #timer: NodeJS.Timeout | undefined;
  /** Started when there is something to do for it. */
  #worker: Worker | undefined;

  /** `maxFrames`: pages that the log may have before commits wait. */
  constructor(database: DatabaseSync, file: string, writer: () => Writer, maxFrames = MAX_FRAMES) {
    this.#database = database;
    this.#file = file;
    this.#writer = writer;
    this.#maxFrames = maxFrames;
    if (!isAtLeast(sqliteVersion(database), FIRST_SAFE_VERSION)) this.#makeInline();
  }

  /** To be told of every commit. */
  noteCommit(): void {
    this.#hasNewCommits = true;
    this.#schedule();
  }

  /** Ends the thread; the log is then moved into the file when the last connection closes. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#state = "closed";
    const worker = this.#worker;
    if (!worker) return;
    worker.ref();
    worker.postMessage("close");
    await new Promise((resolve) => worker.once("exit", resolve));
  }

  #schedule(): void {
    if (this.#state !== "idle" || !this.#hasNewCommits) return;
    this.#state = "scheduled";
    this.#timer = setTimeout(() => this.#start("running"), INTERVAL_MS);
    this.#timer.unref();
  }

  #start(state: "running" | "running alone"): void {
    this.#state = state;
    this.#hasNewCommits = false;
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage("checkpoint");
  }

  #done(framesInLog: number): void {
    if (this.#state === "closed") return;
    if (this.#state === "running alone") this.#writer().resume();
    else if (framesInLog > this.#maxFrames) {
      this.#writer().hold();
      this.#start("running alone");
      return;
    }
    this.#state = "idle";
    this.#schedule();
  }

  /** The worker is beside this file, and in the language that this file is in: compiled or, in tests, not. */
  #startWorker(): Worker {
    const name = `checkpoint-worker.m${extname(__filename).slice(1)}`;
    const worker = new Worker(join(__dirname, name), { workerData: this.#file });
    worker.unref();
    worker.on("message", ({ framesInLog }: { framesInLog: number }) => this.#done(framesInLog));
    worker.on("error", () => this.#makeInline());
    worker.on("exit", () => (this.#worker = undefined));
    return worker;
  }

  /** Slower for whoever waits, but as safe: commits make the checkpoints. */
  #makeInline(): void {
    if (this.#state === "closed") return;
    this.#database.exec(`pragma wal_autocheckpoint = ${INLINE_FRAMES}`);
    if (this.#state === "running alone") this.#writer().resume();
    this.#state = "inline";
  }
}

function sqliteVersion(database: DatabaseSync): string {
  return String(database.prepare("select sqlite_version() as version").get()!["version"]);
}

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) >= 0;
}
