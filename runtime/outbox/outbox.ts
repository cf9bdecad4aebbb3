import type { Activity } from "../activity.js";
import { channelOf } from "../channels/queues.js";
import type { Channels } from "../channels/channels.js";
import type { Clock } from "../clock.js";
import type { Log } from "../log.js";
import type { Store, StoredEffect } from "../store/store.js";
import { attempt, type Attempt } from "./attempt.js";
import { Traffic } from "./traffic.js";

/** Effects that are asked for at a time, beside those under way. */
const BATCH = 256;
/** Pause after the store could not be read or written, in milliseconds. */
const FAULT_PAUSE_MS = 1000;
/** Pause before it is looked for more, while something is under way, in milliseconds. */
const LOOK_AGAIN_MS = 1000;

/**
 * Carries effects from the store to their channels: at least once, those of one session for one channel in order, failed ones
 * again after a pause that doubles, hopeless ones to the dead letters. A channel that is slow, limited or hangs holds up no other.
 */
export class Outbox {
  /** By key; resolves when how it came out is noted. */
  readonly #underWay = new Map<string, { readonly channel: string; readonly noted: PromiseWithResolvers<void> }>();
  /** Keys of what was noted since the store was last asked: its answer may be older than that. */
  readonly #noted = new Set<string>();
  readonly #traffic = new Traffic();
  #cancelWake: (() => void) | undefined;
  #pumping = false;
  #again = false;
  #closed = false;
  readonly #interruption = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly channels: Channels,
    private readonly clock: Clock,
    private readonly activity: Activity,
    private readonly log: Log,
    private readonly listener: {
      /** Tells the token that waits for it how a delivery came out. */
      readonly tell: (effect: StoredEffect, attempt: Attempt) => Promise<unknown>;
      /** A session has an event of a delivery. */
      readonly reported: () => void;
    },
  ) {}

  /** Takes up what an earlier process left, and whatever can go out again once a channel is there for it. */
  start(): void {
    this.channels.states.events.on("opened", this.#opened);
    this.wake();
  }

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

  /** Resolves when everything is noted that is under way now on a channel. */
  async settled(channel: string): Promise<void> {
    const own = [...this.#underWay.values()].filter((delivery) => delivery.channel === channel);
    await Promise.all(own.map(({ noted }) => noted.promise));
  }

  close(): void {
    this.#closed = true;
    this.channels.states.events.off("opened", this.#opened);
    this.#cancelWake?.();
  }

  /** A channel is there, or there again: what failed without it is not kept waiting. */
  readonly #opened = (channel: string): void => {
    void this.activity.run(async () => {
      try {
        await this.store.hastenEffects(channel, this.clock.now());
      } catch (error) {
        this.log.warn(`What waits for channel '${channel}' goes out at its time: ${String(error)}`);
      }
      this.wake();
    });
  };

  /** Deliveries that are under way have failed, whatever comes of them. */
  interrupt(): void {
    this.#interruption.abort(new Error("The process ended before it was known what became of the delivery."));
  }

  async #pump(): Promise<void> {
    try {
      do {
        this.#again = false;
        while (await this.#startDue());
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

  /** Starts what is due and may start. True: there may be more behind it. */
  async #startDue(): Promise<boolean> {
    const limit = BATCH + this.#underWay.size;
    const now = this.clock.now();
    const blocked = [...this.#traffic.blocked(now), ...this.channels.states.held()];
    this.#noted.clear();
    const due = await this.store.dueEffects(now, limit, blocked);
    let changed = false;
    for (const effect of due) {
      if (this.#closed) return false;
      if (this.#underWay.has(effect.key) || this.#noted.has(effect.key)) continue;
      changed = true;
      const channel = channelOf(effect.channel);
      const rate = this.channels.deliverer(effect.channel)?.ratePerSecond;
      if (this.#traffic.admits(channel, now, rate)) void this.activity.run(() => this.#deliver(effect, channel));
    }
    return changed && due.length === limit;
  }

  async #sleepUntilDue(): Promise<void> {
    this.#cancelWake?.();
    const next = await this.store.nextEffectAt();
    if (next === undefined || this.#closed) return;
    // What is due already is under way or has to wait, and hides what comes after it: that is looked for in a while.
    const now = this.clock.now();
    const again = next > now ? next : now + LOOK_AGAIN_MS;
    this.#wakeAt(Math.min(again, this.#traffic.opensAt(now) ?? again));
  }

  #wakeAt(at: number): void {
    this.#cancelWake?.();
    this.#cancelWake = this.clock.wakeAt(at, () => this.wake());
  }

  async #deliver(effect: StoredEffect, channel: string): Promise<void> {
    this.#underWay.set(effect.key, { channel, noted: Promise.withResolvers() });
    const deliverer = this.channels.deliverer(effect.channel);
    const made = await attempt(effect, deliverer, this.clock, this.#interruption.signal);
    if (deliverer && made.state) this.channels.states.delivered(deliverer, made.state);
    // What has a queue of its own has a provider of its own.
    if (made.pauseUntil !== undefined && effect.channel === channel) this.#traffic.pause(channel, made.pauseUntil);
    if (!made.result.delivered && made.result.retryAt === undefined) {
      this.log.error(`Effect ${effect.key} for channel '${effect.channel}' was given up: ${made.result.error}`);
    }
    this.#traffic.finished(channel);
    await this.#note(effect, made);
  }

  /** Notes how an attempt came out. Where the store cannot take that, the noting is repeated, and not the delivery. */
  async #note(effect: StoredEffect, made: Attempt): Promise<void> {
    try {
      await this.listener.tell(effect, made);
      await this.store.settleEffects([made.result]);
      if (made.result.event) this.listener.reported();
    } catch (error) {
      this.log.warn(`How the delivery of ${effect.key} came out cannot be noted yet: ${String(error)}`);
      this.clock.wakeAt(this.clock.now() + FAULT_PAUSE_MS, () => {
        if (!this.#closed) void this.activity.run(() => this.#note(effect, made));
      });
      return;
    }
    this.#underWay.get(effect.key)?.noted.resolve();
    this.#underWay.delete(effect.key);
    this.#noted.add(effect.key);
    this.wake();
  }
}
