import type { Twilio } from "twilio";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { TwilioSettings } from "./settings.js";

/** Gives Twilio's client for its REST API. */
export type Client = () => Promise<Twilio>;

/** Twilio's library is large: it is loaded when something is sent for the first time. */
export function lazyClient(settings: TwilioSettings, http: OutgoingHttp): Client {
  let client: Promise<Twilio> | undefined;
  return () => (client ??= import("./rest-client.js").then(({ openClient }) => openClient(settings, http)));
}
