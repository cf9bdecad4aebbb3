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

/** A channel whose messages on any topic can be listened to (the `mqtt_in` entry). */
export interface TopicSource {
  /** The message is acknowledged once the handler is through. The result ends the subscription. */
  subscribe(filter: string, handler: TakeIn): () => void;
}
