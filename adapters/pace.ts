import type { Clock } from "../runtime/clock.js";

/** Lets so many pass in a second, in the order in which they came; the others wait. */
export class Pace {
  #next = 0;

  /** @param perSecond undefined: all pass at once. */
  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number | undefined,
  ) {}

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    if (this.perSecond === undefined) return;
    const now = this.clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / this.perSecond;
    if (at > now) await new Promise<void>((resolve) => this.clock.wakeAt(at, resolve));
  }
}
