import { defineAdapter } from "../adapter.js";
import { HttpChannel } from "./channel.js";
import { httpSettings } from "./settings.js";

export const httpAdapter = defineAdapter({
  type: "http",
  label: "HTTP",
  summary: "Messages by requests of JSON or of forms, for any provider with an API of this kind.",
  settings: httpSettings,
  open: ({ switchboard, http }, settings) => new HttpChannel(switchboard, http, settings),
});
