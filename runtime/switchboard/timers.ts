import type { Activity } from "../activity.js";
import type { Clock } from "../clock.js";
import type { Log } from "../log.js";
import type { Store } from "../store/store.js";

/** Timers that are fired at a time. */
const BATCH = 500;
/** Pause after the store could not be read, in milliseconds. */
const FAULT_PAUSE_MS = 1000;

/** Turns timers that are due into inputs. Between two of them it sleeps: pending timers cost nothing. */
export class Timers {
  #cancelWake: (() => void) | undefined;
  #wakeTime = Infinity;
  #firing = false;
  #again = false;
  #closed = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly log: Log,
    private readonly wakeLane: (lane: string) => void,
  ) {}

  /** A timer was set for this time. */
  expect(due: number): void {
    if (due < this.#wakeTime) this.#sleepUntil(due);
  }

  /** Fires what is due, and looks when the next is. */
  fire(): void {
    if (this.#closed) return;
    if (this.#firing) {
      this.#again = true;
      return;
    }
    this.#firing = true;
    void this.activity.run(() => this.#fire());
  }

  close(): void {
    this.#closed = true;
    this.#cancelWake?.();
  }

  async #fire(): Promise<void> {
    try {
      do {
        this.#again = false;
        const lanes = await this.store.fireTimers(this.clock.now(), BATCH);
        for (const lane of lanes) this.wakeLane(lane);
        if (lanes.length > 0) this.#again = true;
      } while (this.#again && !this.#closed);
      const next = await this.store.nextTimerAt();
      if (next !== undefined) this.expect(next);
    } catch (error) {
      this.log.warn(`Timers cannot be read: ${String(error)}`);
      this.#again = false;
      this.#sleepUntil(this.clock.now() + FAULT_PAUSE_MS);
    } finally {
      this.#firing = false;
      // What woke it since it last looked must not wait for the next timer.
      if (this.#again) this.fire();
    }
  }

  #sleepUntil(at: number): void {
    this.#cancelWake?.();
    this.#wakeTime = at;
    if (this.#closed) return;
    this.#cancelWake = this.clock.wakeAt(at, () => {
      this.#wakeTime = Infinity;
      this.fire();
    });
  }
}
