import { EventEmitter } from "node:events";
import type { Channel, Deliverer } from "./channel.js";
import type { ChannelState } from "./state.js";

/** A state, and since when it is so, in milliseconds since 1970 UTC. */
export type ChannelStanding = ChannelState & { readonly since: number };

interface Known {
  readonly channel: Channel;
  readonly unfollow: () => void;
  /** What deliveries say, where the channel itself knows of nothing. */
  deliveries: ChannelState;
  standing: ChannelStanding;
}

/**
 * The state of each channel: what it says of its connection, else what became of the last delivery. A channel that takes the place
 * of another begins anew.
 */
export class ChannelStates {
  /**
   * `changed`: the state of the channel with this id is another, or there is none any more. `opened`: a channel is there that can
   * be given something, and was not before, or was another.
   */
  readonly events = new EventEmitter<{ changed: [id: string]; opened: [id: string] }>();
  readonly #known = new Map<string, Known>();

  constructor(private readonly now: () => number) {
    // Each config node of a channel listens.
    this.events.setMaxListeners(0);
  }

  /** Undefined: there is no such channel. */
  of(id: string): ChannelStanding | undefined {
    return this.#known.get(id)?.standing;
  }

  /** The channels that say themselves that they can be given nothing now. */
  held(): string[] {
    return [...this.#known].filter(([, { channel }]) => !isOpen(channel)).map(([id]) => id);
  }

  /** A channel was added, perhaps in the place of another. */
  added(channel: Channel): void {
    const { id } = channel;
    this.#known.get(id)?.unfollow();
    const unfollow = channel.state?.onChange(() => this.#told(channel)) ?? (() => {});
    const state = channel.state?.value ?? { status: "ok" };
    this.#known.set(id, { channel, unfollow, deliveries: { status: "ok" }, standing: { ...state, since: this.now() } });
    this.events.emit("changed", id);
    if (isOpen(channel)) this.events.emit("opened", id);
  }

  removed({ id }: Channel): void {
    this.#known.get(id)?.unfollow();
    this.#known.delete(id);
    this.events.emit("changed", id);
  }

  /** What a delivery by it says of a channel; one that was replaced meanwhile means nothing. */
  delivered(by: Deliverer, state: ChannelState): void {
    const known = this.#known.get(by.id);
    if (known?.channel !== by) return;
    known.deliveries = state;
    this.#update(known);
  }

  #told(channel: Channel): void {
    const known = this.#known.get(channel.id);
    if (known?.channel !== channel) return;
    // What failed without a connection says nothing of the new one.
    known.deliveries = { status: "ok" };
    this.#update(known);
    if (isOpen(channel)) this.events.emit("opened", channel.id);
  }

  #update(known: Known): void {
    const { channel, deliveries, standing } = known;
    const state = isOpen(channel) ? deliveries : channel.state!.value;
    if (same(state, standing)) return;
    known.standing = { ...state, since: state.status === standing.status ? standing.since : this.now() };
    this.events.emit("changed", channel.id);
  }
}

function isOpen({ state }: Channel): boolean {
  return state === undefined || state.value.status === "ok";
}

function same(one: ChannelState, other: ChannelState): boolean {
  return one.status === other.status && reasonOf(one) === reasonOf(other);
}

function reasonOf(state: ChannelState): string | undefined {
  return state.status === "ok" ? undefined : state.reason;
}
