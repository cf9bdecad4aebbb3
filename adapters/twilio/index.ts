import { defineAdapter } from "../adapter.js";
import { TwilioChannel } from "./channel.js";
import { twilioSettings } from "./settings.js";

export const twilioAdapter = defineAdapter({
  type: "twilio",
  label: "Twilio",
  summary: "SMS, MMS and WhatsApp by an account at Twilio.",
  settings: twilioSettings,
  open: ({ switchboard, http }, settings) => new TwilioChannel(switchboard, http, settings),
});
