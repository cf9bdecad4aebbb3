import type { Clock } from "../../runtime/clock.js";
import type { Services } from "../../runtime/engine/services.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { OutgoingSettings } from "../../runtime/outgoing/settings.js";
import { Mailer } from "../smtp/mailer.js";
import { DtOneAirtime } from "./airtime/dtone.js";
import { HttpAirtime } from "./airtime/http.js";
import { classifiers } from "./classifiers/index.js";
import type { ServiceSettings } from "./settings.js";
import { ticketers } from "./ticketers/index.js";
import { HttpWebhooks } from "./webhooks.js";

/** Longest answer to a webhook that is read, in bytes: what a flow cannot use costs no memory. */
const MAX_WEBHOOK_BYTES = 256 * 1024;

/** The services that flows of the contact family ask for. What the settings do not set up is not there, but for webhooks. */
export function contactServices(
  settings: ServiceSettings,
  { clock, http, outgoing = {} }: { clock: Clock; http: OutgoingHttp; outgoing?: OutgoingSettings },
): Services {
  const { webhooks = {}, classifiers: forTexts = {}, ticketers: forTickets = {}, airtime, email } = settings;
  const mailer = email && new Mailer(email);
  const bounded = new OutgoingHttp(clock, {
    ...outgoing,
    maxResponseBytes: webhooks.maxResponseBytes ?? MAX_WEBHOOK_BYTES,
  });
  return {
    webhooks: new HttpWebhooks(bounded, clock, webhooks),
    classifier: classifiers(http, forTexts),
    ticketer: ticketers(http, mailer, forTickets),
    ...(airtime && {
      airtime: airtime.protocol === "dtone" ? new DtOneAirtime(http, airtime) : new HttpAirtime(http, airtime),
    }),
    ...(mailer && { email: mailer }),
  };
}
