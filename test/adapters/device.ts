import { randomUUID } from "node:crypto";
import mqtt, { type MqttClient } from "mqtt";

/** Another program at the broker. */
export interface Device {
  readonly client: MqttClient;
  send(topic: string, payload: unknown): Promise<unknown>;
  /** The next message on a topic that was listened to. */
  next(): Promise<{ topic: string; message: unknown }>;
  close(): Promise<void>;
}

/** It stays subscribed while the connection is away. */
export async function connectDevice(url: string, protocolVersion: 4 | 5, ...listens: string[]): Promise<Device> {
  const client = await mqtt.connectAsync(url, {
    protocolVersion,
    reconnectPeriod: 20,
    clean: false,
    clientId: `device-${randomUUID()}`,
    ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 3600 } }),
  });
  const received: { topic: string; message: unknown }[] = [];
  let wake: () => void = () => {};
  client.on("message", (topic, payload) => {
    received.push({ topic, message: parsed(payload.toString()) });
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

/** JSON, or the text that it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
