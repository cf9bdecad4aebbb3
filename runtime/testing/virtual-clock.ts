import type { Clock } from "../clock.js";

/** A clock that stands still until it is told to move on; what was to wake meanwhile wakes in order of time. */
export class VirtualClock implements Clock {
  readonly #alarms: { at: number; callback: () => void }[] = [];
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  wakeAt(at: number, callback: () => void): () => void {
    const alarm = { at, callback };
    this.#alarms.push(alarm);
    return () => {
      const index = this.#alarms.indexOf(alarm);
      if (index >= 0) this.#alarms.splice(index, 1);
    };
  }

  /** When the next alarm goes off. */
  get next(): number | undefined {
    return this.#alarms.reduce<number | undefined>(
      (least, { at }) => (least === undefined || at < least ? at : least),
      undefined,
    );
  }

  /** Moves on to `time`; after each alarm, `settle` lets everything that it caused come to rest. */
  async advanceTo(time: number, settle: () => Promise<void>): Promise<void> {
    await settle();
    for (let next = this.next; next !== undefined && next <= time; next = this.next) {
      this.#now = Math.max(this.#now, next);
      this.#ring();
      await settle();
    }
    this.#now = Math.max(this.#now, time);
  }

  #ring(): void {
    const due = this.#alarms.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const alarm of due) {
      this.#alarms.splice(this.#alarms.indexOf(alarm), 1);
      alarm.callback();
    }
  }
}
