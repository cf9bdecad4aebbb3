import Type, { type Static } from "typebox";

/** The methods that a webhook may be called with. */
export const webhookMethod = Type.Union([
  Type.Literal("POST"),
  Type.Literal("PUT"),
  Type.Literal("GET"),
  Type.Literal("DELETE"),
]);

/** What the settings file says under `switchboard.voipbin.webhook`: where VoIPBIN's events of all sessions are sent. */
export const webhookSettings = Type.Object(
  {
    /** `http` or `https`. */
    uri: Type.String({ pattern: "^https?://[^/]" }),
    /** Default: POST. */
    method: Type.Optional(webhookMethod),
    /** Key of the signature in `X-VoIPBIN-Signature`. Absent: events are not signed. */
    secret: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
);

export type WebhookMethod = Static<typeof webhookMethod>;
export type WebhookSettings = Static<typeof webhookSettings>;
