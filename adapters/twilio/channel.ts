import express, { type Router } from "express";
import { handle } from "../../runtime/api/errors.js";
import type { ServesWebhooks } from "../../runtime/api/channel-routes.js";
import { DeliveryRefused, type Channel } from "../../runtime/channels/channel.js";
import type { JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard.js";
import { Pace } from "../pace.js";
import { openClient } from "./client.js";
import { Messages } from "./messages/messages.js";
import type { TwilioSettings } from "./settings.js";
import { Calls } from "./voice/calls.js";
import { callRoutes } from "./voice/routes.js";
import { soundRoutes } from "./voice/sounds.js";
import { VoiceUrls } from "./voice/urls.js";
import { publicBase, webhooks } from "./webhooks.js";

/** SMS, MMS, WhatsApp and calls by Twilio. */
export class TwilioChannel implements Channel, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly schemes: readonly string[];
  readonly address?: string;
  readonly webhooks: Router;
  readonly #messages: Messages;
  readonly #calls: Calls;

  constructor(switchboard: Switchboard, http: OutgoingHttp, settings: TwilioSettings) {
    const { id = "twilio", number, messagingServiceSid, whatsappNumber, ratePerSecond } = settings;
    this.id = id;
    this.name = `Twilio (${id})`;
    this.schemes = [...(number || messagingServiceSid ? ["tel"] : []), ...(whatsappNumber ? ["whatsapp"] : [])];
    const address = number ?? whatsappNumber;
    if (address !== undefined) this.address = address;
    const client = openClient(settings, http);
    const pace = new Pace(switchboard.clock, ratePerSecond);
    const urls = new VoiceUrls(`${publicBase(settings)}/switchboard/webhooks/${id}`);
    this.#messages = new Messages({ switchboard, settings, channel: id, client, pace });
    this.#calls = new Calls({ switchboard, settings, channel: id, client, pace, urls });
    this.webhooks = express.Router();
    // Twilio signs no request for a file.
    this.webhooks.use("/calls/sounds", soundRoutes());
    this.webhooks.use(webhooks(settings));
    this.webhooks.post("/messages", handle(this.#messages.received));
    this.webhooks.use("/calls", callRoutes(this.#calls));
  }

  async deliver(effect: Effect): Promise<JsonObject | void> {
    const sent = await this.#messages.deliver(effect);
    if (sent) return sent;
    if (await this.#calls.deliver(effect)) return;
    throw new DeliveryRefused(`'${effect.event.type}' is no message, and there is no call for it.`);
  }

  async close(): Promise<void> {
    this.#calls.close();
  }
}
