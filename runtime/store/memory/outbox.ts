import { channelOf } from "../../channels/queues.js";
import type { Effect } from "../../session/event.js";
import type { DeliveryResult, StoredEffect } from "../store.js";
import { Schedule, type Scheduled } from "./schedule.js";

interface Entry {
  readonly order: number;
  readonly key: string;
  readonly session: string;
  readonly channel: string;
  /** What it has its turn in: its session's effects for its channel. */
  readonly queue: string;
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
  /** Keys of effects by channel and the provider's id. */
  readonly #names = new Map<string, { readonly key: string; readonly at: number }>();
  /** Pending effects of a session for a channel in the order of their making: only the first may be delivered. */
  readonly #queues = new Map<string, Entry[]>();
  readonly #turns = new Map<string, Turn>();
  readonly #schedule = new Schedule<Turn>();

  add(effects: readonly Effect[], now: number): void {
    for (const effect of effects) {
      const { key, session, channel } = effect;
      const queue = JSON.stringify([session, channel]);
      const text = JSON.stringify(effect);
      this.#enqueue({ order: ++this.#made, key, session, channel, queue, text, attempts: 0, due: now });
    }
  }

  due(now: number, limit: number, except: readonly string[]): StoredEffect[] {
    const passed: Turn[] = [];
    const due: Turn[] = [];
    for (let left = limit; left > 0; left = limit - due.length) {
      const turns = this.#schedule.takeDue(now, left);
      if (turns.length === 0) break;
      for (const turn of turns) (except.includes(channelOf(turn.entry.channel)) ? passed : due).push(turn);
    }
    for (const turn of [...passed, ...due]) this.#schedule.add(turn);
    return due.map((turn) => read(turn.entry));
  }

  nextAt(): number | undefined {
    return this.#schedule.first()?.at;
  }

  hasten(channel: string, now: number): void {
    for (const [queue, [entry]] of this.#queues) {
      if (!entry || entry.due <= now || channelOf(entry.channel) !== channel) continue;
      entry.attempts = 0;
      entry.due = now;
      this.#giveTurn(queue);
    }
  }

  keyOfMessage(channel: string, externalId: string): string | undefined {
    return this.#names.get(nameOf(channel, externalId))?.key;
  }

  /** Gives the session of an effect that is settled for good by this result. */
  settle(result: DeliveryResult, now: number): string | undefined {
    const entry = this.#pending.get(result.key);
    if (!entry) return undefined;
    if (result.delivered) {
      for (const id of result.externalIds ?? [])
        this.#names.set(nameOf(entry.channel, id), { key: entry.key, at: now });
    } else {
      entry.attempts++;
      entry.lastError = result.error;
      if (result.retryAt !== undefined) {
        entry.due = result.retryAt;
        this.#giveTurn(entry.queue);
        return undefined;
      }
      this.#dead.set(entry.key, entry);
    }
    this.#pending.delete(entry.key);
    const left = this.#queues.get(entry.queue)!.filter((other) => other !== entry);
    if (left.length > 0) this.#queues.set(entry.queue, left);
    else this.#queues.delete(entry.queue);
    this.#giveTurn(entry.queue);
    return entry.session;
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

  /** Removes the dead effects of a session that is gone. */
  removeDead(session: string): void {
    for (const [key, entry] of this.#dead) if (entry.session === session) this.#dead.delete(key);
  }

  /** Removes providers' ids that are older than `before`. */
  prune(before: number): void {
    for (const [name, { at }] of this.#names) if (at < before) this.#names.delete(name);
  }

  statistics(): { pendingEffects: number; deadEffects: number } {
    return { pendingEffects: this.#pending.size, deadEffects: this.#dead.size };
  }

  #enqueue(entry: Entry): void {
    this.#pending.set(entry.key, entry);
    const queue = this.#queues.get(entry.queue) ?? [];
    queue.push(entry);
    queue.sort((one, other) => one.order - other.order);
    this.#queues.set(entry.queue, queue);
    this.#giveTurn(entry.queue);
  }

  /** Schedules the first effect of a queue, at the time that it has now. */
  #giveTurn(queue: string): void {
    const entry = this.#queues.get(queue)?.[0];
    const turn = this.#turns.get(queue);
    if (turn && turn.entry === entry && turn.at === entry.due) return;
    if (turn) turn.cancelled = true;
    this.#turns.delete(queue);
    if (!entry) return;
    const next: Turn = { at: entry.due, order: entry.order, cancelled: false, entry };
    this.#turns.set(queue, next);
    this.#schedule.add(next);
  }
}

function nameOf(channel: string, externalId: string): string {
  return JSON.stringify([channel, externalId]);
}

function read(entry: Entry): StoredEffect {
  const { attempts, due, lastError } = entry;
  return { ...(JSON.parse(entry.text) as Effect), attempts, due, ...(lastError !== undefined && { lastError }) };
}
