import { Socket } from "node:net";
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient, type Packet } from "mqtt";
import type { ChannelState } from "../../runtime/channels/state.js";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import type { Observable } from "../../runtime/observable.js";
import type { TakeIn } from "../../runtime/channels/topics.js";
import { OFFLINE, ONLINE, type MqttConnection } from "./connection.js";
import { Redelivery } from "./redelivery.js";
import type { MqttSettings } from "./settings.js";

const RECONNECT_MS = 1000;
/** The broker is to acknowledge what we publish within this time, in milliseconds. */
const PUBLISH_TIMEOUT_MS = 10_000;
/** How long the broker may take to hear that we go, in milliseconds. */
const FAREWELL_MS = 2000;
/** How long the broker keeps our messages while we are away, in seconds: a week. */
const SESSION_EXPIRY_S = 7 * 24 * 60 * 60;

/** Packets of the broker that answer one of ours. */
const ANSWERS: ReadonlySet<string> = new Set(["puback", "suback", "unsuback", "pingresp"]);

/** What a broker says that does not accept the credentials: MQTT 3.1.1 section 3.2.2.3, MQTT 5 section 3.2.2.2. */
const CREDENTIALS_REFUSED: readonly number[] = [4, 5, 0x86, 0x87];

interface ClientOptions {
  readonly settings: MqttSettings & { readonly url: string; readonly clientId: string };
  /** Topic of the retained message that says whether this process is there. */
  readonly status: string;
  readonly takeIn: TakeIn;
  /** Is told how the connection stands. */
  readonly state: Observable<ChannelState>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Connects to a broker, and again whenever the connection is lost. Does not wait for the first connection. */
export function connectClient(options: ClientOptions): MqttConnection {
  const { url } = options.settings;
  return new ClientConnection(mqtt.connect(url, clientOptions(options)), options);
}

function clientOptions({ settings, status }: ClientOptions): IClientOptions {
  const { username, password, clientId, protocolVersion = 5, reconnectPeriod = RECONNECT_MS } = settings;
  return {
    clientId,
    clean: false,
    resubscribe: false,
    protocolVersion,
    reconnectPeriod,
    // The broker may be starting, or an operator may mend the account there.
    reconnectOnConnackError: true,
    will: { topic: status, payload: Buffer.from(OFFLINE), qos: 1, retain: true },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: SESSION_EXPIRY_S } }),
  };
}

class ClientConnection implements MqttConnection {
  readonly #filters = new Set<string>();
  readonly #redelivery = new Redelivery();
  #isOut = false;

  constructor(
    private readonly client: MqttClient,
    private readonly options: ClientOptions,
  ) {
    client.handleMessage = (packet, acknowledge) => {
      // A message that the broker kept for whoever comes is old news.
      if (packet.retain) return acknowledge();
      void this.#takeIn(packet, acknowledge);
    };
    client.on("packetsend", (packet) => {
      if (isQuestion(packet)) this.#redelivery.asked(packet.messageId);
    });
    client.on("packetreceive", (packet) => {
      if (ANSWERS.has(packet.cmd)) this.#redelivery.answered(packet.messageId);
    });
    client.on("connect", ({ sessionPresent }) => this.#connected(sessionPresent));
    options.state.set({ status: "failing", reason: `There is no connection to ${this.#broker} yet` });
    client.on("error", (error) => this.#fail(error));
    client.on("close", this.#closed);
  }

  async publish(topic: string, payload: string): Promise<void> {
    if (!this.client.connected) throw new Error(`There is no connection to ${this.#broker}.`);
    const { clock } = this.options;
    let cancel: () => void = () => {};
    const late = new Promise<never>((_resolve, reject) => {
      const error = new Error(`${this.#broker} has not acknowledged a message within ${PUBLISH_TIMEOUT_MS} ms.`);
      cancel = clock.wakeAt(clock.now() + PUBLISH_TIMEOUT_MS, () => reject(error));
    });
    await Promise.race([this.client.publishAsync(topic, payload, { qos: 1 }), late]).finally(cancel);
  }

  subscribe(filter: string): void {
    this.#filters.add(filter);
    if (this.client.connected) this.#ask(filter);
  }

  unsubscribe(filter: string): void {
    this.#filters.delete(filter);
    if (!this.client.connected) return;
    this.client.unsubscribeAsync(filter).catch((error: Error) => this.#complain(error.message));
  }

  async close(): Promise<void> {
    this.client.off("close", this.#closed);
    const told = this.client.connected && (await this.#tellOffline());
    await this.client.endAsync(!told);
  }

  /**
   * Whoever goes on purpose says so itself: the last will is for accidents. False: the broker does not have it, because it is gone
   * itself, or hangs.
   */
  async #tellOffline(): Promise<boolean> {
    const { clock, status } = this.options;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const cancel = clock.wakeAt(clock.now() + FAREWELL_MS, () => resolve(false));
    this.client.once("close", () => resolve(false));
    this.client.publishAsync(status, OFFLINE, { qos: 1, retain: true }).then(
      () => resolve(true),
      (error: Error) => {
        this.#complain(error.message);
        resolve(false);
      },
    );
    return promise.finally(cancel);
  }

  get #broker(): string {
    return `the MQTT broker ${new URL(this.options.settings.url).host}`;
  }

  /**
   * Without an acknowledgement the broker sends the message again, but only on a new connection. So a message that could not be
   * taken in ends this one; nothing after it is taken in before it.
   */
  async #takeIn(packet: IPublishPacket, acknowledge: () => void): Promise<void> {
    const { stream } = this.client;
    const message = { topic: packet.topic, payload: Buffer.from(packet.payload), ...idOf(packet) };
    try {
      await this.#redelivery.once(packet, () => this.options.takeIn(message));
    } catch (error) {
      this.options.log.warn(`A message on ${message.topic} could not be taken in: ${String(error)}`);
      stream.destroy();
      return;
    }
    // On another connection the same number may be that of another message.
    if (this.client.stream !== stream || stream.destroyed) return;
    acknowledge();
    this.#redelivery.acknowledged(packet);
  }

  #connected(sessionPresent: boolean): void {
    if (!sessionPresent) this.#redelivery.forget();
    // Else each acknowledgement waits some 40 ms for company.
    if (this.client.stream instanceof Socket) this.client.stream.setNoDelay(true);
    this.#isOut = false;
    this.options.log.info(`Connected to ${this.#broker}.`);
    this.options.state.set({ status: "ok" });
    for (const filter of this.#filters) this.#ask(filter);
    this.client.publish(this.options.status, ONLINE, { qos: 1, retain: true });
  }

  #ask(filter: string): void {
    const { protocolVersion = 5 } = this.options.settings;
    const shared = filter.startsWith("$share/");
    this.client
      .subscribeAsync(filter, { qos: 1, ...(protocolVersion === 5 && !shared && { rh: 2 as never }) })
      .catch((error: Error) => this.#complain(error.message));
  }

  readonly #closed = (): void => {
    this.#redelivery.disconnected();
    // Each attempt ends with it; why it failed was told before.
    if (this.options.state.value.status === "ok") this.#fail(new Error("the connection was closed"));
  };

  #fail(error: Error & { code?: unknown }): void {
    this.#complain(error.message);
    // Some other trouble of a connection that stands.
    if (this.client.connected) return;
    const status = CREDENTIALS_REFUSED.includes(Number(error.code)) ? "unusable" : "failing";
    this.options.state.set({ status, reason: `No connection to ${this.#broker}: ${error.message}` });
  }

  /** Once for each time that the broker is away. */
  #complain(reason: string): void {
    if (this.#isOut) return;
    this.#isOut = true;
    this.options.log.warn(`No connection to ${this.#broker}: ${reason}. It is tried again.`);
  }
}

function isQuestion(packet: Packet): boolean {
  if (packet.cmd === "publish") return packet.qos > 0;
  return packet.cmd === "subscribe" || packet.cmd === "unsubscribe" || packet.cmd === "pingreq";
}

function idOf({ properties }: IPublishPacket): { id?: string } {
  const id = properties?.userProperties?.["id"];
  return typeof id === "string" && id !== "" ? { id } : {};
}
