import { BoundedCache } from "../runtime/bounded-cache.js";
import type { Capabilities } from "../runtime/channels/capabilities.js";
import { DeliveryRefused, Receipt } from "../runtime/channels/channel.js";
import { messageParts, type MessagePart } from "../runtime/channels/message-parts.js";
import { outgoingMessage } from "../runtime/channels/messages.js";
import type { JsonObject } from "../runtime/json.js";
import { partKey, type Effect } from "../runtime/session/event.js";
import type { Store } from "../runtime/store/store.js";
import { addressOf } from "./address.js";

/** Messages of several parts, some of which the provider has, that are remembered. */
const MAX_UNFINISHED = 1000;

/** What goes to the provider in one call. */
export interface OutgoingPart extends MessagePart {
  /** The same at every attempt: the provider's idempotency key. */
  readonly key: string;
  /** Whom it goes to, `scheme:path`. */
  readonly urn: string;
}

/** What the provider said of a part. */
export interface SentPart {
  readonly id?: string;
  readonly status: Receipt["status"];
  /** What a step that waits for the provider's answer gets; of several parts, that of the last. */
  readonly answer?: JsonObject;
}

export interface MessageSenderOptions {
  readonly store: Pick<Store, "contact">;
  /** Id of the channel, for messages. */
  readonly channel: string;
  /** What can be sent to whom. */
  readonly capabilities: (urn: string) => Capabilities;
  /** One call of the provider. Throws as `Deliverer.deliver`. */
  readonly send: (part: OutgoingPart, signal?: AbortSignal) => Promise<SentPart>;
}

/** Carries out effects that are messages: each in as many parts as the channel needs, of which none is sent twice because another failed. */
export class MessageSender {
  readonly #unfinished = new BoundedCache<string, readonly SentPart[]>(MAX_UNFINISHED);

  constructor(private readonly options: MessageSenderOptions) {}

  async deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    const { channel, store, capabilities, send } = this.options;
    const message = outgoingMessage(effect);
    if (!message) throw new DeliveryRefused(`The channel '${channel}' carries messages, not '${effect.event.type}'.`);
    const urn = await addressOf(store, effect, message);
    const parts = messageParts(message, capabilities(urn));
    let sent = this.#unfinished.get(effect.key) ?? [];
    for (const [index, part] of parts.entries()) {
      if (index < sent.length) continue;
      signal?.throwIfAborted();
      sent = [...sent, await send({ ...part, urn, key: partKey(effect.key, index) }, signal)];
      if (parts.length > 1) this.#unfinished.set(effect.key, sent);
    }
    this.#unfinished.delete(effect.key);
    const { status = "sent", answer } = sent.at(-1) ?? {};
    return new Receipt(
      status,
      sent.flatMap(({ id }) => id ?? []),
      answer,
    );
  }
}
