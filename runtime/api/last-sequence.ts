import type { Store } from "../store/store.js";

/**
 * The sequence number of the newest event; 0 without events. The store can only be asked what comes after a number, so the end
 * is searched by halves: about 50 reads of one event, once for each reader that connects.
 */
export async function lastSequence(store: Pick<Store, "eventsAfter">): Promise<number> {
  let known = 0;
  for (let step = 1; ; step *= 2) {
    const [event] = await store.eventsAfter(known + step, 1);
    if (!event) return search(store, known, known + step);
    known = event.sequence;
  }
}

/** There is no event after `end`; there may be some after `start`. */
async function search(store: Pick<Store, "eventsAfter">, start: number, end: number): Promise<number> {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [event] = await store.eventsAfter(middle, 1);
    if (event) low = event.sequence;
    else high = middle;
  }
  return low;
}
