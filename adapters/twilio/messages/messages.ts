import type { Request, Response } from "express";
import MessagingResponse from "twilio/lib/twiml/MessagingResponse";
import { queryText } from "../../../runtime/api/body.js";
import { DeliveryRefused, type Receipt } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import { MessageSender, type OutgoingPart, type SentPart } from "../../message-sender.js";
import type { Client } from "../client.js";
import { addressOfUrn, isWhatsApp } from "../addresses.js";
import { explained } from "../errors.js";
import type { TwilioSettings } from "../settings.js";
import { parametersOf, sendTwiml } from "../webhooks.js";
import { incomingMessage } from "./incoming.js";
import { messageCapabilities, messageRequest } from "./outgoing.js";
import { statusOf, statusReport } from "./status.js";

export interface MessagesOptions {
  readonly switchboard: Switchboard;
  readonly settings: TwilioSettings;
  readonly channel: string;
  readonly client: Client;
  /** Public address of the channel's webhooks. */
  readonly webhooks: string;
}

/** Messages of one account, in both directions. */
export class Messages {
  readonly #sender: MessageSender;

  constructor(private readonly options: MessagesOptions) {
    this.#sender = new MessageSender({
      store: options.switchboard.store,
      channel: options.channel,
      capabilities: messageCapabilities,
      send: (part) => this.#send(part),
    });
  }

  /** Twilio's "a message comes in". */
  readonly received = async (_request: Request, response: Response): Promise<void> => {
    const { switchboard, channel } = this.options;
    await switchboard.receiveMessage({ ...incomingMessage(parametersOf(response)), channel });
    sendTwiml(response, new MessagingResponse().toString());
  };

  /** Twilio tells how far a message has come. */
  readonly reported = async (request: Request, response: Response): Promise<void> => {
    const { switchboard, channel } = this.options;
    const key = queryText(request, "key");
    const report = statusReport(parametersOf(response));
    if (key !== undefined && report) await switchboard.messageStatus(channel, { key }, report);
    sendTwiml(response, new MessagingResponse().toString());
  };

  deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    return this.#sender.deliver(effect, signal);
  }

  async #send(part: OutgoingPart): Promise<SentPart> {
    const { client, webhooks } = this.options;
    const to = addressOfUrn(part.urn);
    if (to === undefined) throw new DeliveryRefused(`Twilio cannot reach '${part.urn}'.`);
    const request = { to, ...this.#from(to), ...messageRequest(part) };
    const statusCallback = `${webhooks}/messages/status?${new URLSearchParams({ key: part.key }).toString()}`;
    const { messages } = await client();
    const { sid, status } = await messages.create({ ...request, statusCallback }).catch((error: unknown) => {
      throw explained(error);
    });
    const known = statusOf(status);
    return { id: sid, status: known === undefined || known === "failed" ? "queued" : known, answer: { sid, status } };
  }

  #from(to: string): { from: string } | { messagingServiceSid: string } {
    const { number, whatsappNumber, messagingServiceSid } = this.options.settings;
    if (isWhatsApp(to)) {
      if (whatsappNumber !== undefined) return { from: `whatsapp:${whatsappNumber}` };
      throw new DeliveryRefused(`The channel '${this.options.channel}' has no sender on WhatsApp ('whatsappNumber').`);
    }
    if (messagingServiceSid !== undefined) return { messagingServiceSid };
    if (number !== undefined) return { from: number };
    throw new DeliveryRefused(`The channel '${this.options.channel}' has no number for SMS ('number').`);
  }
}
