/** Something that is to happen at a time. */
export interface Scheduled {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Decides between items of the same time. */
  readonly order: number;
  /** Set by its owner when it is not to happen any more; the schedule then forgets it in its own time. */
  cancelled: boolean;
}

/** Items by time: a binary heap, from which cancelled items are dropped when they come to its top. */
export class Schedule<T extends Scheduled> {
  readonly #heap: T[] = [];

  add(item: T): void {
    const heap = this.#heap;
    let index = heap.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(item, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = item;
  }

  /** The earliest item. */
  first(): T | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  /** Removes the items whose time has come, at most `limit`, earliest first. */
  takeDue(now: number, limit: number): T[] {
    const due: T[] = [];
    for (let item = this.first(); item && item.at <= now && due.length < limit; item = this.first()) {
      due.push(item);
      this.#removeFirst();
    }
    return due;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(one: Scheduled, other: Scheduled): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
