import type { JsonObject } from "../json.js";
import type { Effect } from "../session/event.js";

/** Carries effects out. */
export interface Deliverer {
  /** Id by which effects name it. */
  readonly id: string;
  /**
   * Carries an effect out. Resolves once the provider has it, with the provider's answer if it has one. May be called again with the same `effect.key` after a crash.
   * Throw `DeliveryRefused` for what no repetition can mend; anything else is tried again later.
   */
  deliver(effect: Effect): Promise<JsonObject | void>;
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
}

/** The provider will never take this effect: it goes to the dead letters at once. */
export class DeliveryRefused extends Error {
  override readonly name = "DeliveryRefused";
}

const QUEUE_SIGN = "#";

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

  /** @param changed is called when the list has changed. */
  constructor(private readonly changed: () => void = () => {}) {}

  /** Adds a channel; the result takes it away again. */
  add(channel: Channel): () => void {
    this.#channels.set(channel.id, channel);
    this.changed();
    return () => {
      if (this.#channels.get(channel.id) !== channel) return;
      this.#channels.delete(channel.id);
      this.changed();
    };
  }

  /** Adds what carries effects out but reaches no contacts (requests by HTTP); it is no channel to flows. */
  addDeliverer(deliverer: Deliverer): void {
    this.#others.set(deliverer.id, deliverer);
  }

  /** What carries out the effects that name it, or a queue of its own (see `queueOf`). */
  deliverer(name: string): Deliverer | undefined {
    const id = name.split(QUEUE_SIGN, 1)[0] ?? name;
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
