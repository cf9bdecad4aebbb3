import type { Effect } from "../../session/event.js";
import type { DeliveryResult, StoredEffect } from "../store.js";
import { Schedule, type Scheduled } from "./schedule.js";

interface Entry {
  readonly order: number;
  readonly key: string;
  readonly session: string;
  /** The Effect as JSON. */
  readonly text: string;
  attempts: number;
  due: number;
  lastError?: string;
}

interface Turn extends Scheduled {
  readonly entry: Entry;
}

export class MemoryOutbox {
  #made = 0;
  /** Neither delivered nor dead. */
  readonly #pending = new Map<string, Entry>();
  readonly #dead = new Map<string, Entry>();
  /** Pending effects of a session in the order of their making: only the first may be delivered. */
  readonly #queues = new Map<string, Entry[]>();
  readonly #turns = new Map<string, Turn>();
  readonly #schedule = new Schedule<Turn>();

  add(effects: readonly Effect[], now: number): void {
    for (const effect of effects) {
      const { key, session } = effect;
      this.#enqueue({ order: ++this.#made, key, session, text: JSON.stringify(effect), attempts: 0, due: now });
    }
  }

  due(now: number, limit: number): StoredEffect[] {
    const turns = this.#schedule.takeDue(now, limit);
    for (const turn of turns) this.#schedule.add(turn);
    return turns.map((turn) => read(turn.entry));
  }

  nextAt(): number | undefined {
    return this.#schedule.first()?.at;
  }

  settle(result: DeliveryResult): void {
    const entry = this.#pending.get(result.key);
    if (!entry) return;
    if (!result.delivered) {
      entry.attempts++;
      entry.lastError = result.error;
      if (result.retryAt !== undefined) {
        entry.due = result.retryAt;
        this.#giveTurn(entry.session);
        return;
      }
      this.#dead.set(entry.key, entry);
    }
    this.#pending.delete(entry.key);
    const left = this.#queues.get(entry.session)!.filter((other) => other !== entry);
    if (left.length > 0) this.#queues.set(entry.session, left);
    else this.#queues.delete(entry.session);
    this.#giveTurn(entry.session);
  }

  dead(limit: number): StoredEffect[] {
    return [...this.#dead.values()]
      .sort((one, other) => other.order - one.order)
      .slice(0, limit)
      .map(read);
  }

  revive(key: string, now: number): void {
    const entry = this.#dead.get(key);
    if (!entry) return;
    this.#dead.delete(key);
    this.#enqueue({ ...entry, attempts: 0, due: now });
  }

  /** Removes the dead effects of sessions that are gone. */
  prune(sessions: ReadonlySet<string>): void {
    for (const [key, entry] of this.#dead) if (sessions.has(entry.session)) this.#dead.delete(key);
  }

  statistics(): { pendingEffects: number; deadEffects: number } {
    return { pendingEffects: this.#pending.size, deadEffects: this.#dead.size };
  }

  #enqueue(entry: Entry): void {
    this.#pending.set(entry.key, entry);
    const queue = this.#queues.get(entry.session) ?? [];
    queue.push(entry);
    queue.sort((one, other) => one.order - other.order);
    this.#queues.set(entry.session, queue);
    this.#giveTurn(entry.session);
  }

  /** Schedules the first effect of a session's queue, at the time that it has now. */
  #giveTurn(session: string): void {
    const entry = this.#queues.get(session)?.[0];
    const turn = this.#turns.get(session);
    if (turn && turn.entry === entry && turn.at === entry.due) return;
    if (turn) turn.cancelled = true;
    this.#turns.delete(session);
    if (!entry) return;
    const next: Turn = { at: entry.due, order: entry.order, cancelled: false, entry };
    this.#turns.set(session, next);
    this.#schedule.add(next);
  }
}

function read(entry: Entry): StoredEffect {
  const { attempts, due, lastError } = entry;
  return { ...(JSON.parse(entry.text) as Effect), attempts, due, ...(lastError !== undefined && { lastError }) };
}
