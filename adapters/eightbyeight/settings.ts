import Type, { type Static } from "typebox";
import { secret } from "../../runtime/fields.js";

const text = Type.String({ minLength: 1 });
const url = Type.String({ pattern: "^https?://" });

/** What the settings say of an account at 8x8 Connect. */
export const eightByEightSettings = Type.Object(
  {
    /** The channel's id, and part of the path of its webhooks. Default: `8x8`. */
    id: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]+$" })),
    /** The account whose workflows send by this channel, and are started by what comes in by it. */
    account: text,
    /** Opens the APIs of 8x8. */
    apiKey: secret({ title: "API key" }),
    /** The `Authorization` header that 8x8 sends with its webhooks: set as their `httpAuthorization`. */
    webhookAuthorization: secret({ title: "Authorization of webhooks" }),
    /** Sub-accounts for messages of steps that name none. */
    smsSubAccountId: Type.Optional(text),
    chatAppsSubAccountId: Type.Optional(text),
    voiceSubAccountId: Type.Optional(text),
    /** Sender of SMS from steps that name none. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 16 })),
    /** Voice of VoiceMessage steps that name none. */
    voiceProfile: Type.Optional(text),
    /** Messages and calls in a second. Default: as many as there are. */
    ratePerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** The APIs of another region, or of a server that speaks them. Default: those of Asia-Pacific. */
    smsUrl: Type.Optional(url),
    chatAppsUrl: Type.Optional(url),
    voiceUrl: Type.Optional(url),
  },
  { additionalProperties: false },
);

export type EightByEightSettings = Static<typeof eightByEightSettings>;
