import { inputId } from "../inputs.js";
import type { Accepted, NewInput, StoredInput } from "../store.js";

interface Entry {
  readonly id: string;
  readonly lane: string;
  readonly at: number;
  /** The NewInput as JSON. */
  readonly text: string;
  attempts: number;
  lastError?: string;
}

export class MemoryInbox {
  #sequence = 0;
  readonly #pending = new Map<string, Entry>();
  readonly #lanes = new Map<string, Map<string, Entry>>();
  readonly #rejected = new Map<string, Entry>();
  /** Sender's source and id -> our id. */
  readonly #remembered = new Map<string, { readonly id: string; readonly at: number }>();

  accept(input: NewInput): Accepted {
    const text = JSON.stringify(input);
    const sender = input.inputId === undefined ? undefined : JSON.stringify([input.source, input.inputId]);
    const known = sender === undefined ? undefined : this.#remembered.get(sender);
    if (known) return { id: known.id, duplicate: true };
    const entry: Entry = { id: inputId(++this.#sequence), lane: input.lane, at: input.at, text, attempts: 0 };
    if (sender !== undefined) this.#remembered.set(sender, { id: entry.id, at: entry.at });
    this.#pending.set(entry.id, entry);
    const lane = this.#lanes.get(entry.lane);
    if (lane) lane.set(entry.id, entry);
    else this.#lanes.set(entry.lane, new Map([[entry.id, entry]]));
    return { id: entry.id, duplicate: false };
  }

  pendingLanes(limit: number): string[] {
    const oldest = [...this.#lanes.values()].map((lane) => lane.values().next().value!);
    return oldest
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, limit)
      .map((entry) => entry.lane);
  }

  inputs(lane: string, limit: number): StoredInput[] {
    return [...(this.#lanes.get(lane)?.values() ?? [])].slice(0, limit).map(read);
  }

  noteAttempt(id: string, error: string): number {
    const entry = this.#pending.get(id);
    if (!entry) return 0;
    entry.lastError = error;
    return ++entry.attempts;
  }

  reject(id: string, error: string): void {
    const entry = this.#pending.get(id);
    if (!entry) return;
    this.acknowledge(id);
    entry.lastError = error;
    this.#rejected.set(id, entry);
  }

  rejected(limit: number): StoredInput[] {
    return [...this.#rejected.values()].reverse().slice(0, limit).map(read);
  }

  acknowledge(id: string): void {
    const entry = this.#pending.get(id);
    if (!entry) return;
    this.#pending.delete(id);
    const lane = this.#lanes.get(entry.lane)!;
    lane.delete(id);
    if (lane.size === 0) this.#lanes.delete(entry.lane);
  }

  prune(before: number): void {
    for (const [id, entry] of this.#rejected) if (entry.at < before) this.#rejected.delete(id);
    for (const [sender, { id, at }] of this.#remembered) {
      if (at < before && !this.#pending.has(id)) this.#remembered.delete(sender);
    }
  }

  statistics(): { pendingInputs: number; rejectedInputs: number } {
    return { pendingInputs: this.#pending.size, rejectedInputs: this.#rejected.size };
  }
}

function read(entry: Entry): StoredInput {
  const input = JSON.parse(entry.text) as NewInput;
  const { id, attempts, lastError } = entry;
  return { ...input, id, attempts, ...(lastError !== undefined && { lastError }) };
}
