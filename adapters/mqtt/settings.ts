import Type, { type Static } from "typebox";

const text = Type.String({ minLength: 1 });

/** What the settings say of the MQTT channel. */
export const mqttSettings = Type.Object(
  {
    /** The channel's id, and part of its topics. Default: `mqtt`. */
    id: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]+$" })),
    /** The broker, such as `mqtt://broker:1883`. Absent: one in this process. */
    url: Type.Optional(text),
    username: Type.Optional(text),
    password: Type.Optional(text),
    /** Names this process to the broker, which keeps messages for it while it is away. Default: by channel and host. */
    clientId: Type.Optional(text),
    /** Processes with the same group share the messages, each of which goes to one of them. */
    group: Type.Optional(Type.String({ pattern: "^[^/+#]+$" })),
    /** 4 is MQTT 3.1.1. Default: 5. */
    protocolVersion: Type.Optional(Type.Union([Type.Literal(4), Type.Literal(5)])),
    /** Milliseconds between attempts to reach the broker. Default: 1000. */
    reconnectPeriod: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Of the broker in this process, on 127.0.0.1. 0: any that is free. Default: 1883. */
    port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  },
  { additionalProperties: false },
);

export type MqttSettings = Static<typeof mqttSettings>;
