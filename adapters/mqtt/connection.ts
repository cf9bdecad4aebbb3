/** Payloads of the retained message that says whether the channel's process is there. */
export const ONLINE = "online";
export const OFFLINE = "offline";

/** A message on a topic. */
export interface TopicMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** The sender's id of the message, where MQTT 5 brings one (the user property `id`). */
  readonly id?: string;
}

/**
 * Takes a message in. It is acknowledged to its sender when the promise resolves; when it rejects, the sender or the broker sends
 * it again.
 */
export type TakeIn = (message: TopicMessage) => Promise<void>;

/** How a channel reaches its broker: over the network, or in this process. */
export interface MqttConnection {
  /** Of the broker in this process. */
  readonly port?: number;
  /** Resolves when the broker has the message (QoS 1). */
  publish(topic: string, payload: string): Promise<void>;
  /** Asks for the messages of a topic filter from now on, also after each reconnect. */
  subscribe(filter: string): void;
  unsubscribe(filter: string): void;
  close(): Promise<void>;
}

/** A channel whose messages on any topic can be listened to (the `mqtt_in` entry). */
export interface TopicSource {
  /** The message is acknowledged once the handler is through. The result ends the subscription. */
  subscribe(filter: string, handler: TakeIn): () => void;
}
