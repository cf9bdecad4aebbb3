import type { Activity } from "../activity.js";
import type { Clock } from "../clock.js";
import type { Log } from "../log.js";
import { RevisionConflict, StoreUnavailable } from "../store/errors.js";
import type { Store, StoredInput } from "../store/store.js";

/** Inputs of one lane that are read from the store at a time. */
const BATCH = 16;
/** Pauses before a lane is tried again after a fault, by faults in a row, in milliseconds; the last one repeats. */
const BACK_OFF_MS = [10, 50, 200, 1000, 5000];
/** Attempts at an input that end in a defect, before it is set aside. */
const MAX_ATTEMPTS = 3;

/** The work of a lane was stopped on purpose (redeploy, shutdown); its input is still in the inbox. */
export class Halted extends Error {
  override readonly name = "Halted";
}

/**
 * Runs the inputs of each lane one after the other, and different lanes in parallel (DESIGN, "The session store", 2). An input
 * leaves the inbox with the commit of its sprint; so whatever happens in between, it is run again.
 */
export class Lanes {
  readonly #running = new Set<string>();
  readonly #again = new Set<string>();
  /** Faults in a row, of the lanes whose last try ended in one. */
  readonly #faults = new Map<string, number>();
  /** Lanes that pause after a fault, with what cancels the next try. */
  readonly #resting = new Map<string, () => void>();
  /** Who waits for a lane to have nothing under way. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #paused = false;
  #closed = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly log: Log,
    /** Runs one input's sprint and commits it. */
    private readonly process: (input: StoredInput) => Promise<void>,
  ) {}

  /** There may be inputs in this lane. */
  wake(lane: string): void {
    if (this.#closed || this.#resting.has(lane)) return;
    if (this.#paused || this.#running.has(lane)) {
      this.#again.add(lane);
      return;
    }
    this.#running.add(lane);
    void this.activity.run(() => this.#work(lane));
  }

  /** Takes up what an earlier process left in the inbox. */
  async wakeAll(): Promise<void> {
    for (const lane of await this.store.pendingLanes(Number.MAX_SAFE_INTEGER)) this.wake(lane);
  }

  /** Starts no new sprint until `resume`. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const lane of [...this.#again]) {
      if (!this.#running.has(lane)) {
        this.#again.delete(lane);
        this.wake(lane);
      }
    }
  }

  /** Resolves when nothing of the lane is under way here: its inputs are through, or they have to wait. */
  whenIdle(lane: string): Promise<void> {
    if (!this.#running.has(lane)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(lane, [...(this.#waiting.get(lane) ?? []), resolve]));
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#resting.values()) cancel();
  }

  async #work(lane: string): Promise<void> {
    do {
      this.#again.delete(lane);
      try {
        await this.#drainLocked(lane);
        this.#faults.delete(lane);
      } catch (error) {
        if (!(error instanceof Halted)) {
          this.#running.delete(lane);
          this.#retry(lane, error);
          return this.#rested(lane);
        }
        this.#again.add(lane);
      }
    } while (this.#again.has(lane) && !this.#paused && !this.#closed);
    this.#running.delete(lane);
    if (this.#again.has(lane) && !this.#paused) this.wake(lane);
    this.#rested(lane);
  }

  #rested(lane: string): void {
    if (this.#running.has(lane)) return;
    for (const resolve of this.#waiting.get(lane) ?? []) resolve();
    this.#waiting.delete(lane);
  }

  async #drainLocked(lane: string): Promise<void> {
    const lock = await this.store.lockLane(lane);
    if (!lock) return;
    try {
      await this.#drain(lane);
    } finally {
      await lock.release();
    }
  }

  async #drain(lane: string): Promise<void> {
    for (;;) {
      const inputs = await this.store.inputs(lane, BATCH);
      for (const input of inputs) {
        if (this.#paused || this.#closed) throw new Halted("The runtime is being redeployed or closed.");
        await this.#attempt(input);
      }
      if (inputs.length < BATCH) return;
    }
  }

  async #attempt(input: StoredInput): Promise<void> {
    try {
      await this.process(input);
    } catch (error) {
      if (error instanceof Halted || error instanceof RevisionConflict || error instanceof StoreUnavailable)
        throw error;
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const attempts = await this.store.noteAttempt(input.id, reason);
      if (attempts < MAX_ATTEMPTS) throw error;
      this.log.error(
        `Input ${input.id} (${input.input.type}) of ${input.lane} was set aside after ${attempts} attempts: ${reason}`,
      );
      await this.store.rejectInput(input.id, reason);
    }
  }

  /** Tries the lane again: at once where somebody else was merely quicker, else after a pause. */
  #retry(lane: string, error: unknown): void {
    const faults = this.#faults.get(lane) ?? 0;
    this.#faults.set(lane, faults + 1);
    if (error instanceof RevisionConflict && faults === 0) return this.wake(lane);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.log.warn(`Lane ${lane} is tried again: ${text}`);
    if (this.#closed) return;
    const pause = BACK_OFF_MS[Math.min(faults, BACK_OFF_MS.length - 1)] ?? 0;
    const cancel = this.clock.wakeAt(this.clock.now() + pause, () => {
      this.#resting.delete(lane);
      this.wake(lane);
    });
    this.#resting.set(lane, cancel);
  }
}
