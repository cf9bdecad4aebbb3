import { defineAdapter } from "../adapter.js";
import { EightByEightChannel } from "./channel.js";
import { eightByEightSettings } from "./settings.js";

export const eightByEightAdapter = defineAdapter({
  type: "8x8",
  label: "8x8",
  summary: "SMS, chat apps and voice messages by an account at 8x8 Connect.",
  settings: eightByEightSettings,
  open: ({ switchboard, http }, settings) => new EightByEightChannel(switchboard, http, settings),
});
