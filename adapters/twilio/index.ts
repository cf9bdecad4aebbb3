import { defineAdapter } from "../adapter.js";
import { TwilioChannel } from "./channel.js";
import { twilioSettings } from "./settings.js";

export const twilioAdapter = defineAdapter({
  type: "twilio",
  label: "Twilio",
  summary: "SMS, MMS, WhatsApp and calls by an account at Twilio (docs/twilio.md).",
  settings: twilioSettings,
  open: ({ switchboard, http }, settings) => new TwilioChannel(switchboard, http, settings),
});
