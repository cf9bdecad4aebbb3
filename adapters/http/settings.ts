import Type, { type Static } from "typebox";

/** What the settings say of an HTTP channel. */
export const httpSettings = Type.Object(
  {
    /** The channel's id, and part of the path that it takes messages at. Default: `http`. */
    id: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]+$" })),
    /** Where messages are posted to. */
    url: Type.String({ pattern: "^https?://" }),
    /** Sent with each message, such as `Authorization`. */
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Milliseconds that the other side has for its answer. Default: 10000. */
    timeout: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export type HttpSettings = Static<typeof httpSettings>;
