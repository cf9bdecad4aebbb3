import Type, { type Static } from "typebox";
import { secret } from "../../runtime/fields.js";

const number = Type.String({ pattern: "^\\+[1-9][0-9]{1,14}$" });

/** What the settings say of an account at Twilio and its numbers. */
export const twilioSettings = Type.Object(
  {
    /** The channel's id, and part of the path of its webhooks. Default: `twilio`. */
    id: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]+$" })),
    accountSid: Type.String({ pattern: "^AC[0-9a-fA-F]{32}$" }),
    /** Signs what Twilio sends here, and is the password of what is sent there. */
    authToken: secret({ title: "Auth token" }),
    /** Where Twilio reaches this Node-RED, such as `https://flows.example.org`: it signs its requests with that. */
    publicUrl: Type.String({ pattern: "^https?://[^/?#]+(/[^?#]*)?$" }),
    /** The number for SMS, MMS and calls. */
    number: Type.Optional(number),
    /** A Messaging Service that chooses the sender of SMS and MMS. */
    messagingServiceSid: Type.Optional(Type.String({ pattern: "^MG[0-9a-fA-F]{32}$" })),
    /** The sender on WhatsApp. */
    whatsappNumber: Type.Optional(number),
    /** Messages and requests of calls in a second. Default: as many as there are. */
    ratePerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Voices of calls by language, or by language and gender: `{"en-US": "Polly.Joanna", "en-US male": "Polly.Matthew"}`. */
    voices: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 }))),
    /** Twilio finds out who answers each call that goes out, which costs: the step `amd` needs it. Default: no. */
    machineDetection: Type.Optional(Type.Boolean()),
    /** Another server that speaks Twilio's API. Default: `https://api.twilio.com`. */
    apiUrl: Type.Optional(Type.String({ pattern: "^https?://" })),
  },
  { additionalProperties: false },
);

export type TwilioSettings = Static<typeof twilioSettings>;
