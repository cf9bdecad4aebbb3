/** Payloads of the retained message that says whether the channel's process is there. */
export const ONLINE = "online";
export const OFFLINE = "offline";

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
