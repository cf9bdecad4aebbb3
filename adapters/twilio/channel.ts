import express, { type Router } from "express";
import { handle } from "../../runtime/api/errors.js";
import type { ServesWebhooks } from "../../runtime/api/channel-routes.js";
import type { Capabilities, Capability } from "../../runtime/channels/capabilities.js";
import { DeliveryRefused, type Channel, type Receipt } from "../../runtime/channels/channel.js";
import { outgoingMessage } from "../../runtime/channels/messages.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { lazyClient, type Client } from "./client.js";
import { explained } from "./errors.js";
import { Messages } from "./messages/messages.js";
import { messageCapabilities } from "./messages/outgoing.js";
import type { TwilioSettings } from "./settings.js";
import { Calls } from "./voice/calls.js";
import { callRoutes } from "./voice/routes.js";
import { soundRoutes } from "./voice/sounds.js";
import { VoiceUrls } from "./voice/urls.js";
import { publicBase, webhooks } from "./webhooks.js";

const MESSAGES: readonly Capability[] = ["text", "attachments", "templates"];
/** Neither echoes nor streams to other hosts than web sockets: docs/voice.md. */
const CALLS: readonly Capability[] = [
  "voice",
  "dtmf",
  "recording",
  "transcription",
  "conference",
  "outgoing_calls",
  "hold",
  "mute",
  "announcements",
  "star_in_bridges",
  "early_media",
];
const DETECTION: readonly Capability[] = ["machine_detection"];

/** SMS, MMS, WhatsApp and calls by Twilio. */
export class TwilioChannel implements Channel, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly schemes: readonly string[];
  readonly address?: string;
  readonly ratePerSecond?: number;
  readonly capabilities: Capabilities;
  readonly webhooks: Router;
  readonly #client: Client;
  readonly #messages: Messages;
  readonly #calls: Calls;

  constructor(
    switchboard: Switchboard,
    http: OutgoingHttp,
    private readonly settings: TwilioSettings,
  ) {
    const { id = "twilio", number, messagingServiceSid, whatsappNumber, ratePerSecond } = settings;
    this.id = id;
    this.name = `Twilio (${id})`;
    this.schemes = [...(number || messagingServiceSid ? ["tel"] : []), ...(whatsappNumber ? ["whatsapp"] : [])];
    const address = number ?? whatsappNumber;
    if (address !== undefined) this.address = address;
    if (ratePerSecond !== undefined) this.ratePerSecond = ratePerSecond;
    const can = [...MESSAGES, ...(number ? CALLS : []), ...(number && settings.machineDetection ? DETECTION : [])];
    this.capabilities = { ...messageCapabilities(number === undefined ? "whatsapp:" : "tel:"), can };
    const client = lazyClient(settings, http);
    this.#client = client;
    const base = `${publicBase(settings)}/switchboard/webhooks/${id}`;
    this.#messages = new Messages({ switchboard, settings, channel: id, client, webhooks: base });
    this.#calls = new Calls({ switchboard, settings, channel: id, client, urls: new VoiceUrls(base) });
    this.webhooks = express.Router();
    // Twilio signs no request for a file.
    this.webhooks.use("/calls/sounds", soundRoutes());
    this.webhooks.use(webhooks(settings));
    this.webhooks.post("/messages", handle(this.#messages.received));
    this.webhooks.post("/messages/status", handle(this.#messages.reported));
    this.webhooks.use("/calls", callRoutes(this.#calls));
  }

  async deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt | void> {
    if (outgoingMessage(effect)) return this.#messages.deliver(effect, signal);
    if (await this.#calls.deliver(effect)) return;
    throw new DeliveryRefused(`'${effect.event.type}' is no message, and there is no call for it.`);
  }

  async check(): Promise<string> {
    const { accountSid } = this.settings;
    const { api } = await this.#client();
    const account = await api.v2010
      .accounts(accountSid)
      .fetch()
      .catch((error: unknown) => {
        throw explained(error);
      });
    return `Twilio knows the account ${accountSid}, which is ${account.status}.`;
  }

  async close(): Promise<void> {
    this.#calls.close();
  }
}
