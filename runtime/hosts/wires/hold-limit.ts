import type { Delivery } from "./delivery.js";

/**
 * Says which deliveries have lasted too long. It bounds real nodes, so it goes by real time. One timer serves all: every
 * delivery has the same limit, so they fall due in the order in which they were watched.
 */
export class HoldLimit {
  readonly #due = new Map<Delivery, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    /** Milliseconds. */
    readonly limit: number,
    private readonly onDue: (delivery: Delivery) => void,
  ) {}

  /** The delivery has the whole limit from now. */
  watch(delivery: Delivery): void {
    this.#due.delete(delivery);
    this.#due.set(delivery, performance.now() + this.limit);
    this.#arm(this.limit);
  }

  forget(delivery: Delivery): void {
    this.#due.delete(delivery);
  }

  #arm(delay: number): void {
    if (this.#timer) return;
    // What came due while the process was busy is delivered before it is judged: Node-RED delivers by setImmediate.
    this.#timer = setTimeout(() => setImmediate(() => this.#check()), delay);
    this.#timer.unref();
  }

  #check(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const [delivery, due] of this.#due) {
      if (due > now) {
        this.#arm(due - now);
        return;
      }
      this.#due.delete(delivery);
      this.onDue(delivery);
    }
  }
}
