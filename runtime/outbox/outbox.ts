import type { Activity } from "../activity.js";
import { DeliveryRefused, type Channels } from "../channels/channel.js";
import type { Clock } from "../clock.js";
import type { JsonObject } from "../json.js";
import type { Log } from "../log.js";
import type { DeliveryResult, Store, StoredEffect } from "../store/store.js";
import { settle } from "./delivery.js";

/** Effects that are under way at a time. */
const BATCH = 256;
/** Pause after the store could not be read or written, in milliseconds. */
const FAULT_PAUSE_MS = 1000;
/** Pause before it is looked for more, while something is under way, in milliseconds. */
const LOOK_AGAIN_MS = 1000;

/** How an attempt came out, and what the token that waits for it is told. */
interface Attempt {
  readonly result: DeliveryResult;
  readonly answer?: { readonly name: "delivered" | "refused"; readonly data: JsonObject };
}

/**
 * Carries effects from the store to their channels: at least once, those of one session for one channel in order, failed ones again after a
 * pause that doubles, hopeless ones to the dead letters.
 */
export class Outbox {
  readonly #underWay = new Set<string>();
  #cancelWake: (() => void) | undefined;
  #pumping = false;
  #again = false;
  #closed = false;

  constructor(
    private readonly store: Store,
    private readonly channels: Channels,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly log: Log,
    /** Tells the token that waits for it how a delivery came out. */
    private readonly answer: (
      effect: StoredEffect,
      name: "delivered" | "refused",
      data: JsonObject,
    ) => Promise<unknown>,
  ) {}

  /** There may be effects to deliver. */
  wake(): void {
    if (this.#closed) return;
    if (this.#pumping) {
      this.#again = true;
      return;
    }
    this.#pumping = true;
    void this.activity.run(() => this.#pump());
  }

  close(): void {
    this.#closed = true;
    this.#cancelWake?.();
  }

  async #pump(): Promise<void> {
    try {
      do {
        this.#again = false;
        const due = await this.store.dueEffects(this.clock.now(), BATCH);
        for (const effect of due) {
          if (!this.#underWay.has(effect.key)) void this.activity.run(() => this.#deliver(effect));
        }
      } while (this.#again && !this.#closed);
      await this.#sleepUntilDue();
    } catch (error) {
      this.log.warn(`The outbox cannot be read: ${String(error)}`);
      this.#wakeAt(this.clock.now() + FAULT_PAUSE_MS);
    } finally {
      this.#pumping = false;
      if (this.#again) this.wake();
    }
  }

  async #sleepUntilDue(): Promise<void> {
    this.#cancelWake?.();
    const next = await this.store.nextEffectAt();
    if (next === undefined || this.#closed) return;
    // What is due already is under way, and hides what comes after it: that is looked for in a while.
    const now = this.clock.now();
    this.#wakeAt(next > now ? next : now + LOOK_AGAIN_MS);
  }

  #wakeAt(at: number): void {
    this.#cancelWake?.();
    this.#cancelWake = this.clock.wakeAt(at, () => this.wake());
  }

  async #deliver(effect: StoredEffect): Promise<void> {
    this.#underWay.add(effect.key);
    await this.#note(effect, await this.#attempt(effect));
  }

  async #attempt(effect: StoredEffect): Promise<Attempt> {
    const { key } = effect;
    try {
      const channel = this.channels.deliverer(effect.channel);
      if (!channel) throw new DeliveryRefused(`There is no channel '${effect.channel}'.`);
      const answer = await channel.deliver(effect);
      return { result: { key, delivered: true }, answer: { name: "delivered", data: answer ?? {} } };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const refused = error instanceof DeliveryRefused;
      const next = settle(refused ? "refused" : "failed", effect.attempts + 1, this.clock.now());
      const result = { key, delivered: false, error: text } as const;
      if (next.state === "retrying") return { result: { ...result, retryAt: next.at } };
      this.log.error(`Effect ${key} for channel '${effect.channel}' was given up: ${text}`);
      return { result, answer: { name: "refused", data: { reason: text } } };
    }
  }

  /** Notes how an attempt came out. Where the store cannot take that, the noting is repeated, and not the delivery. */
  async #note(effect: StoredEffect, attempt: Attempt): Promise<void> {
    const { result, answer } = attempt;
    try {
      if (answer) await this.answer(effect, answer.name, answer.data);
      await this.store.settleEffects([result]);
    } catch (error) {
      this.log.warn(`How the delivery of ${effect.key} came out cannot be noted yet: ${String(error)}`);
      this.clock.wakeAt(this.clock.now() + FAULT_PAUSE_MS, () => {
        if (!this.#closed) void this.activity.run(() => this.#note(effect, attempt));
      });
      return;
    }
    this.#underWay.delete(effect.key);
    this.wake();
  }
}
