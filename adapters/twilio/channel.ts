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
import { webhooks } from "./webhooks.js";

/** SMS, MMS and WhatsApp by Twilio. */
export class TwilioChannel implements Channel, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly schemes: readonly string[];
  readonly address?: string;
  readonly webhooks: Router;
  readonly #messages: Messages;

  constructor(switchboard: Switchboard, http: OutgoingHttp, settings: TwilioSettings) {
    const { id = "twilio", number, messagingServiceSid, whatsappNumber, ratePerSecond } = settings;
    this.id = id;
    this.name = `Twilio (${id})`;
    this.schemes = [...(number || messagingServiceSid ? ["tel"] : []), ...(whatsappNumber ? ["whatsapp"] : [])];
    const address = number ?? whatsappNumber;
    if (address !== undefined) this.address = address;
    this.#messages = new Messages({
      switchboard,
      settings,
      channel: id,
      client: openClient(settings, http),
      pace: new Pace(switchboard.clock, ratePerSecond),
    });
    this.webhooks = express.Router();
    this.webhooks.use(webhooks(settings));
    this.webhooks.post("/messages", handle(this.#messages.received));
  }

  async deliver(effect: Effect): Promise<JsonObject> {
    const sent = await this.#messages.deliver(effect);
    if (!sent) throw new DeliveryRefused(`The channel '${this.id}' carries messages, not '${effect.event.type}'.`);
    return sent;
  }
}
