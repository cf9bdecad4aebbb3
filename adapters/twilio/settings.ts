import Type, { type Static, type TString } from "typebox";
import { secret } from "../../runtime/fields.js";
import { channelId, ratePerSecond } from "../channel-id.js";

/** What the settings say of an account at Twilio and its numbers. */
export const twilioSettings = Type.Object(
  {
    id: channelId("twilio"),
    accountSid: Type.String({
      title: "Account SID",
      description: "Of the account or subaccount, as Twilio's console shows it.",
      pattern: "^AC[0-9a-fA-F]{32}$",
    }),
    authToken: secret({
      title: "Auth token",
      description: "Signs what Twilio sends here, and is the password of what is sent there.",
    }),
    publicUrl: Type.String({
      title: "Public URL",
      description:
        "Where Twilio reaches this Node-RED, such as https://flows.example.org: it signs its requests with that.",
      pattern: "^https?://[^/?#]+(/[^?#]*)?$",
    }),
    number: Type.Optional(number("Number", "For SMS, MMS and calls, such as +12065550199.")),
    messagingServiceSid: Type.Optional(
      Type.String({
        title: "Messaging Service SID",
        description: "Chooses the sender of SMS and MMS.",
        pattern: "^MG[0-9a-fA-F]{32}$",
      }),
    ),
    whatsappNumber: Type.Optional(number("WhatsApp number", "The sender on WhatsApp.")),
    ratePerSecond,
    voices: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: "Voices",
        description: "By language, or by language and gender: en-US: Polly.Joanna, en-US male: Polly.Matthew.",
      }),
    ),
    machineDetection: Type.Optional(
      Type.Boolean({
        title: "Machine detection",
        description: "Twilio finds out who answers each call that goes out, which costs: the step amd needs it.",
      }),
    ),
    apiUrl: Type.Optional(
      Type.String({
        title: "API URL",
        description: "Another server that speaks Twilio's API. Default: https://api.twilio.com.",
        pattern: "^https?://",
      }),
    ),
  },
  { additionalProperties: false },
);

export type TwilioSettings = Static<typeof twilioSettings>;

function number(title: string, description: string): TString {
  return Type.String({ title, description, pattern: "^\\+[1-9][0-9]{1,14}$" });
}
