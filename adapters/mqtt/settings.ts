import Type, { type Static } from "typebox";
import { milliseconds, secret, text } from "../../runtime/fields.js";
import { channelId, ratePerSecond } from "../channel-id.js";

/** What the settings say of the MQTT channel. */
export const mqttSettings = Type.Object(
  {
    id: channelId("mqtt"),
    url: Type.Optional(
      text({
        title: "Broker",
        description: "Such as mqtt://broker:1883, or mqtts:// with TLS. Default: one in this process, on 127.0.0.1.",
        minLength: 1,
      }),
    ),
    username: Type.Optional(text({ title: "User name", description: "Default: no login.", minLength: 1 })),
    password: Type.Optional(secret({ title: "Password", description: "For the user name." })),
    clientId: Type.Optional(
      text({
        title: "Client id",
        description:
          "Names this process to the broker, which keeps messages for it while it is away. Default: by channel and host.",
        minLength: 1,
      }),
    ),
    group: Type.Optional(
      Type.String({
        title: "Shared by group",
        description:
          "Processes of the same group share the messages: each goes to one of them. The broker must know shared subscriptions.",
        pattern: "^[^/+#]+$",
      }),
    ),
    protocolVersion: Type.Optional(
      Type.Union([Type.Literal(4), Type.Literal(5)], {
        title: "Protocol",
        description: "4 is MQTT 3.1.1. Default: 5.",
      }),
    ),
    in: Type.Optional(
      Type.String({
        title: "Topic in",
        description: "Filter of the topics that messages come in by. Default: switchboard/<id>/in.",
        minLength: 1,
      }),
    ),
    out: Type.Optional(
      Type.String({
        title: "Topic out",
        description:
          "Where messages go out. {urn} stands for the contact's URN, {path} for what is behind its colon. Default: switchboard/<id>/out.",
        pattern: "^[^+#]+$",
      }),
    ),
    reconnectPeriod: Type.Optional(
      milliseconds({
        title: "Reconnect",
        description: "Time between attempts to reach the broker. Default: 1 second.",
        minimum: 1,
      }),
    ),
    port: Type.Optional(
      Type.Integer({
        title: "Port of the own broker",
        description: "Of the broker in this process. 0: any that is free. Default: 1883.",
        minimum: 0,
        maximum: 65535,
      }),
    ),
    ratePerSecond,
  },
  { additionalProperties: false },
);

export type MqttSettings = Static<typeof mqttSettings>;
