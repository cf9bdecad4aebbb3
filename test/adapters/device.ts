import mqtt, { type MqttClient } from "mqtt";

/** Another program at the broker. */
export interface Device {
  readonly client: MqttClient;
  send(topic: string, payload: unknown): Promise<unknown>;
  /** The next message on a topic that was listened to. */
  next(): Promise<{ topic: string; message: unknown }>;
  close(): Promise<void>;
}

export async function connectDevice(url: string, protocolVersion: 4 | 5, ...listens: string[]): Promise<Device> {
  const client = await mqtt.connectAsync(url, { protocolVersion, reconnectPeriod: 20 });
  const received: { topic: string; message: unknown }[] = [];
  let wake: () => void = () => {};
  client.on("message", (topic, payload) => {
    received.push({ topic, message: JSON.parse(payload.toString()) });
    wake();
  });
  for (const topic of listens) await client.subscribeAsync(topic, { qos: 1 });
  return {
    client,
    send: (topic, payload) =>
      client.publishAsync(topic, typeof payload === "string" ? payload : JSON.stringify(payload), { qos: 1 }),
    async next() {
      while (received.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return received.shift()!;
    },
    close: () => client.endAsync(true),
  };
}
