import type { Activity } from "../activity.js";
import type { Clock } from "../clock.js";
import type { Log } from "../log.js";
import type { Store } from "../store/store.js";

/** Time between two prunings, in milliseconds. */
const PERIOD_MS = 6 * 60 * 60 * 1000;

/** Removes sessions that ended long ago, with their events (DESIGN, "The session store"). */
export class Pruner {
  #cancel: (() => void) | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly log: Log,
    private readonly keepEndedMs: number,
  ) {}

  start(): void {
    this.#cancel?.();
    this.#cancel = this.clock.wakeAt(this.clock.now() + PERIOD_MS, () => {
      this.start();
      void this.activity.run(() => this.#prune());
    });
  }

  close(): void {
    this.#cancel?.();
  }

  async #prune(): Promise<void> {
    try {
      const removed = await this.store.prune(this.clock.now() - this.keepEndedMs);
      if (removed > 0) this.log.info(`${removed} sessions that ended long ago were removed.`);
    } catch (error) {
      this.log.warn(`Old sessions could not be removed, and will be later: ${String(error)}`);
    }
  }
}
