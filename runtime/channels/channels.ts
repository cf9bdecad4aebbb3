import { systemClock } from "../clock.js";
import type { JsonObject } from "../json.js";
import type { Channel, Deliverer } from "./channel.js";
import { HeldChannel } from "./held-channel.js";
import { channelOf } from "./queues.js";
import { ChannelStates } from "./states.js";

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
