import Type, { type Static } from "typebox";
import { smtpSettings } from "../smtp/settings.js";

const text = Type.String({ minLength: 1 });
const headers = Type.Optional(Type.Record(Type.String(), Type.String()));
const closed = { additionalProperties: false };

/** A server of your own that speaks JSON by HTTP (docs/services.md). */
const httpService = Type.Object({ protocol: Type.Literal("http"), url: text, headers }, closed);

const witService = Type.Object({ protocol: Type.Literal("wit"), token: text, url: Type.Optional(text) }, closed);

const mailService = Type.Object({ protocol: Type.Literal("mail"), to: text }, closed);

const dtOneService = Type.Object(
  { protocol: Type.Literal("dtone"), key: text, secret: text, url: Type.Optional(text) },
  closed,
);

const webhookSettings = Type.Object(
  {
    /** Headers of every webhook, where the step sets no other. */
    headers,
    /** Milliseconds that a server has for its answer. Default: 15000. */
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Longest answer, in bytes. Default: 256 KiB. */
    maxResponseBytes: Type.Optional(Type.Integer({ minimum: 1 })),
    /**
     * Pauses before further attempts of GET, HEAD, OPTIONS, PUT and DELETE that nobody answered, or with 502 or above. Default:
     * one second, then five.
     */
    backoffsMs: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 10 })),
  },
  closed,
);

/**
 * What the settings file says under `switchboard.services`: who acts for flows of the contact family. Classifiers and ticketers
 * are named as in the assets, by UUID or by name.
 */
export const serviceSettings = Type.Object(
  {
    webhooks: Type.Optional(webhookSettings),
    classifiers: Type.Optional(Type.Record(Type.String(), Type.Union([witService, httpService]))),
    ticketers: Type.Optional(Type.Record(Type.String(), Type.Union([httpService, mailService]))),
    airtime: Type.Optional(Type.Union([httpService, dtOneService])),
    /** The SMTP server of the step `send_email`. */
    email: Type.Optional(smtpSettings),
  },
  closed,
);

export type ServiceSettings = Static<typeof serviceSettings>;
export type WebhookSettings = Static<typeof webhookSettings>;
export type HttpServiceSettings = Static<typeof httpService>;
export type WitSettings = Static<typeof witService>;
export type MailTicketerSettings = Static<typeof mailService>;
export type DtOneSettings = Static<typeof dtOneService>;
