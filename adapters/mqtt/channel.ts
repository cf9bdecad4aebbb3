import type { Capabilities } from "../../runtime/channels/capabilities.js";
import type { TakeIn, TopicMessage, TopicSource } from "../../runtime/channels/topics.js";
import type { Channel, Receipt } from "../../runtime/channels/channel.js";
import type { ChannelState } from "../../runtime/channels/state.js";
import type { Json, JsonObject } from "../../runtime/json.js";
import { Observable } from "../../runtime/observable.js";
import type { Effect } from "../../runtime/session/event.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { readIncomingMessage } from "../incoming.js";
import { messageJson } from "../message-json.js";
import { MessageSender } from "../message-sender.js";
import type { MqttConnection } from "./connection.js";
import type { MqttSettings } from "./settings.js";
import { matchesTopic } from "./topics.js";

/** Of a message that is no use, so much is told, in characters. */
const MAX_SHOWN = 10_000;

export type MqttChannelOptions = Pick<MqttSettings, "group" | "in" | "out" | "ratePerSecond"> & { readonly id: string };

/**
 * Messages as JSON on topics: `switchboard/<id>/in` and `switchboard/<id>/out`, unless the settings name others;
 * what cannot be read is told on `switchboard/<id>/errors`. An incoming message is acknowledged once it is in the inbox.
 */
export class MqttChannel implements Channel, TopicSource {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities = { can: ["text", "attachments", "quick_replies"] };
  readonly ratePerSecond?: number;
  /** Set by a connection over the network. The broker in this process is always there. */
  readonly state = new Observable<ChannelState>({ status: "ok" });
  readonly #sender: MessageSender;
  readonly #handlers = new Map<string, Set<TakeIn>>();
  #connection: MqttConnection | undefined;

  constructor(
    private readonly switchboard: Switchboard,
    private readonly options: MqttChannelOptions,
  ) {
    this.id = options.id;
    this.name = `MQTT (${options.id})`;
    this.#sender = new MessageSender({
      store: switchboard.store,
      channel: this.id,
      capabilities: () => this.capabilities,
      send: async (part) => {
        await this.#publish(this.#outTopic(part.urn), messageJson(part));
        return { status: "sent" };
      },
    });
    if (options.ratePerSecond !== undefined) this.ratePerSecond = options.ratePerSecond;
    this.subscribe(options.in ?? this.#topic("in"), (message) => this.#receive(message));
  }

  /** The connection needs `takeIn` to be made, so it comes after the channel. */
  use(connection: MqttConnection): void {
    this.#connection = connection;
    for (const filter of this.#handlers.keys()) connection.subscribe(this.#shared(filter));
  }

  /** What the connection hands its messages to. */
  readonly takeIn: TakeIn = async (message) => {
    // The broker may have kept it for an entry that is not deployed yet.
    if (this.#interestedIn(message).length === 0) await this.switchboard.started;
    await Promise.all(this.#interestedIn(message).map((handler) => this.#attempt(handler, message)));
  };

  #interestedIn({ topic }: TopicMessage): readonly TakeIn[] {
    return [...this.#handlers].flatMap(([filter, handlers]) => (matchesTopic(filter, topic) ? [...handlers] : []));
  }

  subscribe(filter: string, handler: TakeIn): () => void {
    const handlers = this.#handlers.get(filter) ?? new Set();
    if (handlers.size === 0) this.#connection?.subscribe(this.#shared(filter));
    this.#handlers.set(filter, handlers.add(handler));
    return () => {
      handlers.delete(handler);
      if (handlers.size > 0 || this.#handlers.get(filter) !== handlers) return;
      this.#handlers.delete(filter);
      // An entry that is deployed anew subscribes again in the same breath; nothing is to get lost in between.
      queueMicrotask(() => {
        if (!this.#handlers.has(filter)) this.#connection?.unsubscribe(this.#shared(filter));
      });
    };
  }

  deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    return this.#sender.deliver(effect, signal);
  }

  async check(): Promise<string> {
    const state = this.state.value;
    if (state.status !== "ok") throw new Error(state.reason);
    return "The channel is connected to its broker.";
  }

  /** Of the broker in this process, where there is one. */
  get port(): number | undefined {
    return this.#connection?.port;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  async #publish(topic: string, document: JsonObject): Promise<void> {
    if (!this.#connection) throw new Error(`The channel '${this.id}' is not connected yet.`);
    await this.#connection.publish(topic, JSON.stringify(document));
  }

  /** What a URN has that separates or matches topics does not do so in its place. */
  #outTopic(urn: string): string {
    const topic = this.options.out ?? this.#topic("out");
    const safe = (text: string): string => text.replace(/[/+#\0]/g, "_");
    return topic.replaceAll("{urn}", safe(urn)).replaceAll("{path}", safe(urn.slice(urn.indexOf(":") + 1)));
  }

  #topic(name: "in" | "out" | "errors"): string {
    return `switchboard/${this.id}/${name}`;
  }

  #shared(filter: string): string {
    return this.options.group === undefined ? filter : `$share/${this.options.group}/${filter}`;
  }

  /** Only a store that cannot take the message now is a reason to have it sent again: what is wrong with it stays wrong. */
  async #attempt(handler: TakeIn, message: TopicMessage): Promise<void> {
    try {
      await handler(message);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.#report(message, error instanceof Error ? error.message : String(error));
    }
  }

  async #receive(message: TopicMessage): Promise<void> {
    const { maxInputBytes } = this.switchboard.limits;
    if (message.payload.length > maxInputBytes) {
      return this.#report(message, `The payload is longer than ${maxInputBytes} bytes.`);
    }
    const document = parse(message.payload);
    if (document === undefined) return this.#report(message, "The payload is no JSON.");
    const read = readIncomingMessage(document);
    if (read.ok) {
      const { id = message.id, ...rest } = read.value;
      await this.switchboard.receiveMessage({ ...rest, ...(id !== undefined && { id }), channel: this.id });
      return;
    }
    const problems = read.problems.map(({ field, message }) => ({ field, message }));
    this.#report(message, "The payload is no message.", problems);
  }

  /** Tells the sender's operator. Nothing waits for it: acknowledgements come after the message that is handled now. */
  #report({ topic, payload }: TopicMessage, error: string, problems?: Json): void {
    const { log, clock } = this.switchboard;
    log.warn(`A message on ${topic} was refused: ${error}${problems ? ` ${JSON.stringify(problems)}` : ""}`);
    const told: JsonObject = {
      error,
      ...(problems && { problems }),
      topic,
      payload: payload.toString("utf8").slice(0, MAX_SHOWN),
      at: new Date(clock.now()).toISOString(),
    };
    this.#publish(this.#topic("errors"), told).catch((reason: unknown) =>
      log.warn(`It could not be told on ${this.#topic("errors")}: ${String(reason)}`),
    );
  }
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
