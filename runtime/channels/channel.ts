import { systemClock } from "../clock.js";
import type { JsonObject } from "../json.js";
import type { Observable } from "../observable.js";
import type { Effect } from "../session/event.js";
import type { Capabilities } from "./capabilities.js";
import { HeldChannel } from "./held-channel.js";
import type { ChannelState } from "./state.js";
import { ChannelStates } from "./states.js";
import type { MessageStatus } from "./status.js";

/** After how many attempts a delivery is given up, and the pause before each further one in milliseconds. */
export interface Patience {
  readonly attempts: number;
  readonly pauseMs: number;
}

/** Carries effects out. */
export interface Deliverer {
  /** Id by which effects name it. */
  readonly id: string;
  /** Effects that it may be given in a second, where its provider sets a limit. Others do not wait for it. */
  readonly ratePerSecond?: number;
  /** Milliseconds that a delivery may take; then it has failed, and is tried again. Default: a minute. */
  readonly deliveryTimeoutMs?: number;
  /** How often an effect is tried; absent, or undefined: sixteen times, with pauses that double, which is about 17 hours. */
  patience?(effect: Effect): Patience | undefined;
  /**
   * Carries an effect out. Resolves once the provider has it, with the provider's answer if it has one, or with a `Receipt` for a
   * message. May be called again with the same `effect.key` after a crash. Throw `DeliveryRefused` for what no repetition can mend,
   * `DeliveryPostponed` where the provider says when, `CredentialsRefused` where it does not know us; that and anything else is
   * tried again after a pause that doubles. `signal` is aborted when the time for it is over.
   */
  deliver(effect: Effect, signal?: AbortSignal): Promise<JsonObject | Receipt | void>;
  close?(): Promise<void>;
}

/**
 * A way to reach contacts. Its adapter turns what comes in into inputs (`Switchboard.receiveMessage`, `startCall`, `callEvent`)
 * and carries out effects. Flows and contacts name it by its id too.
 */
export interface Channel extends Deliverer {
  readonly name: string;
  /** Schemes of the URNs that it reaches; absent: it is found only by URNs that came by it, and by sessions on it. */
  readonly schemes?: readonly string[];
  /** Its own number or name there. */
  readonly address?: string;
  /** The account at the provider that it belongs to; flows of other accounts do not see what comes by it. */
  readonly account?: string;
  /** What it can do; absent: not known before it is tried. */
  readonly capabilities?: Capabilities;
  /**
   * What it knows of its connection, where it has a standing one; absent: only deliveries tell. While it is not `ok`, what goes by
   * the channel waits.
   */
  readonly state?: Observable<ChannelState>;
  /** Finds out whether the provider can be reached with these settings; gives a sentence to show. Rejects with why not. */
  check?(): Promise<string>;
}

/** What the provider said when it took a message: recorded in the session as `msg_status` (`status.ts`). */
export class Receipt {
  constructor(
    readonly status: Exclude<MessageStatus, "failed">,
    /** The provider's ids of the message, one for each of its parts: later reports are known by them. */
    readonly ids: readonly string[] = [],
    /** What a step that waits for the provider's answer gets. */
    readonly answer: JsonObject = {},
  ) {}
}

/**
 * The provider will never take this effect: it goes to the dead letters at once. A call is told of it, so that its flow waits for
 * nothing that will never be (`runtime/call/undelivered.ts`).
 */
export class DeliveryRefused extends Error {
  override readonly name = "DeliveryRefused";

  /** @param code the provider's own, where it has one. */
  constructor(
    message: string,
    readonly code?: string | undefined,
  ) {
    super(message);
  }
}

/** The provider takes nothing more for a time (HTTP 429 with `Retry-After`, say): the whole channel pauses so long. */
export class DeliveryPostponed extends Error {
  override readonly name = "DeliveryPostponed";

  constructor(
    message: string,
    /** Milliseconds from now. */
    readonly pauseMs: number,
  ) {
    super(message);
  }
}

/** The provider does not accept the credentials: no message is to blame, and somebody has to mend the settings. */
export class CredentialsRefused extends Error {
  override readonly name = "CredentialsRefused";
}

const QUEUE_SIGN = "#";

/** The channel that an effect names, without the queue. */
export function channelOf(name: string): string {
  return name.split(QUEUE_SIGN, 1)[0] ?? name;
}

/**
 * Names a queue of a channel's own in an effect. Effects of one session that name the same queue are delivered in the order of
 * their making; those of others do not wait for them.
 */
export function queueOf(channel: string, queue: string): string {
  return `${channel}${QUEUE_SIGN}${queue}`;
}

/** The channels there are, by id. */
export class Channels {
  readonly #channels = new Map<string, Channel>();
  readonly #others = new Map<string, Deliverer>();
  readonly #followers = new Map<string, Set<(channel: Channel) => void>>();

  /** How each stands with its provider. */
  readonly states: ChannelStates;

  /** @param changed is called when the list has changed. */
  constructor(
    private readonly changed: () => void = () => {},
    now: () => number = () => systemClock.now(),
  ) {
    this.states = new ChannelStates(now);
  }

  /** Adds a channel; the result takes it away again. */
  add(channel: Channel): () => void {
    this.#channels.set(channel.id, channel);
    this.changed();
    for (const follower of this.#followers.get(channel.id) ?? []) follower(channel);
    this.states.added(channel);
    return () => {
      if (this.#channels.get(channel.id) !== channel) return;
      this.#channels.delete(channel.id);
      this.changed();
      this.states.removed(channel);
    };
  }

  /** Is given the channel of an id now, where there is one, and each that takes its place later; the result ends that. */
  follow(id: string, follower: (channel: Channel) => void): () => void {
    const followers = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, followers.add(follower));
    const channel = this.#channels.get(id);
    if (channel) follower(channel);
    return () => followers.delete(follower);
  }

  /** Until it is added again, what goes by a channel waits: it is being deployed anew, or disabled. The result takes it away. */
  suspend(channel: Channel): () => void {
    return this.add(new HeldChannel(channel, { status: "failing", reason: "it is not deployed now" }));
  }

  /** Adds what carries effects out but reaches no contacts (requests by HTTP); it is no channel to flows. */
  addDeliverer(deliverer: Deliverer): void {
    this.#others.set(deliverer.id, deliverer);
  }

  /** What carries out the effects that name it, or a queue of its own (see `queueOf`). */
  deliverer(name: string): Deliverer | undefined {
    const id = channelOf(name);
    return this.#channels.get(name) ?? this.#others.get(name) ?? this.#channels.get(id) ?? this.#others.get(id);
  }

  /** Everything that can be closed. */
  deliverers(): readonly Deliverer[] {
    return [...this.#channels.values(), ...this.#others.values()];
  }

  /** The channels as the assets of flows have them. */
  assets(): JsonObject[] {
    return this.list().map(({ id, name, schemes = [], address = "" }) => ({
      uuid: id,
      name,
      address,
      schemes: [...schemes],
      roles: ["send", "receive"],
    }));
  }

  get(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  list(): readonly Channel[] {
    return [...this.#channels.values()];
  }
}
