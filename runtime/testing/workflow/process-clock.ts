import type { Clock } from "../../clock.js";

/** The clock of one process: it tells the common time, and when the process is killed nothing of it wakes any more. */
export class ProcessClock implements Clock {
  readonly #alarms = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now();
  }

  wakeAt(at: number, callback: () => void): () => void {
    const cancel = this.clock.wakeAt(at, () => {
      this.#alarms.delete(cancel);
      callback();
    });
    this.#alarms.add(cancel);
    return cancel;
  }

  kill(): void {
    for (const cancel of this.#alarms) cancel();
    this.#alarms.clear();
  }
}
