import type { RecordedEvent } from "../../session/event.js";
import type { StoredEvent } from "../store.js";

export class MemoryEvents {
  #sequence = 0;
  /** StoredEvent as JSON, by sequence number, oldest first. */
  readonly #events = new Map<number, string>();
  readonly #bySession = new Map<string, number[]>();

  append(session: string, events: readonly RecordedEvent[]): void {
    if (events.length === 0) return;
    const sequences = this.#bySession.get(session) ?? [];
    for (const event of events) {
      const sequence = ++this.#sequence;
      this.#events.set(sequence, JSON.stringify({ ...event, sequence, session } satisfies StoredEvent));
      sequences.push(sequence);
    }
    this.#bySession.set(session, sequences);
  }

  ofSession(session: string): StoredEvent[] {
    return (this.#bySession.get(session) ?? []).map((sequence) => this.#read(sequence)!);
  }

  after(sequence: number, limit: number): StoredEvent[] {
    const found: StoredEvent[] = [];
    for (let next = Math.max(0, sequence) + 1; next <= this.#sequence && found.length < limit; next++) {
      const event = this.#read(next);
      if (event) found.push(event);
    }
    return found;
  }

  last(): number {
    let sequence = this.#sequence;
    while (sequence > 0 && !this.#events.has(sequence)) sequence--;
    return sequence;
  }

  prune(session: string): void {
    for (const sequence of this.#bySession.get(session) ?? []) this.#events.delete(sequence);
    this.#bySession.delete(session);
  }

  #read(sequence: number): StoredEvent | undefined {
    const text = this.#events.get(sequence);
    return text === undefined ? undefined : (JSON.parse(text) as StoredEvent);
  }
}
