import { defineAdapter } from "../adapter.js";
import { SmtpChannel } from "./channel.js";
import { smtpSettings } from "./settings.js";

export const smtpAdapter = defineAdapter({
  type: "smtp",
  label: "E-mail",
  summary: "Messages to contacts with a `mailto:` URN, as e-mail by an SMTP server. Nothing comes in by it.",
  settings: smtpSettings,
  open: ({ switchboard }, settings) => new SmtpChannel(switchboard, settings),
});
