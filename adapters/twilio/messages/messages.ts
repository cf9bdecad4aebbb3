import type { Request, Response } from "express";
import type { Twilio } from "twilio";
import MessagingResponse from "twilio/lib/twiml/MessagingResponse";
import { BoundedCache } from "../../../runtime/bounded-cache.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { outgoingMessage } from "../../../runtime/channels/messages.js";
import type { JsonObject } from "../../../runtime/json.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { Switchboard } from "../../../runtime/switchboard.js";
import { addressOf } from "../../address.js";
import type { Pace } from "../../pace.js";
import { addressOfUrn, isWhatsApp } from "../addresses.js";
import { explained } from "../errors.js";
import type { TwilioSettings } from "../settings.js";
import { parametersOf } from "../webhooks.js";
import { incomingMessage } from "./incoming.js";
import { outgoingMessages } from "./outgoing.js";

/** Messages of several parts, some of which are sent, that are remembered. */
const MAX_UNFINISHED = 1000;

export interface MessagesOptions {
  readonly switchboard: Switchboard;
  readonly settings: TwilioSettings;
  readonly channel: string;
  readonly client: Twilio;
  readonly pace: Pace;
}

/** Messages of one account, in both directions. */
export class Messages {
  /** Ids of the parts that Twilio has, by the key of the effect. */
  readonly #sent = new BoundedCache<string, readonly string[]>(MAX_UNFINISHED);

  constructor(private readonly options: MessagesOptions) {}

  /** Twilio's "a message comes in". */
  readonly received = async (_request: Request, response: Response): Promise<void> => {
    const { switchboard, channel } = this.options;
    await switchboard.receiveMessage({ ...incomingMessage(parametersOf(response)), channel });
    response.type("text/xml").send(new MessagingResponse().toString());
  };

  /** Sends the message that an effect carries, if it is one; gives Twilio's ids of it. */
  async deliver(effect: Effect): Promise<JsonObject | undefined> {
    const message = outgoingMessage(effect);
    if (!message) return undefined;
    const { switchboard, client, pace } = this.options;
    const urn = await addressOf(switchboard.store, effect, message);
    const to = addressOfUrn(urn);
    if (to === undefined) throw new DeliveryRefused(`Twilio cannot reach '${urn}'.`);
    const sender = this.#sender(to);
    const sent = [...(this.#sent.get(effect.key) ?? [])];
    for (const part of outgoingMessages(message, to).slice(sent.length)) {
      await pace.turn();
      const { sid } = await client.messages.create({ ...part, ...sender }).catch((error: unknown) => {
        throw explained(error);
      });
      sent.push(sid);
      // What is tried again goes on behind the parts that are sent.
      this.#sent.set(effect.key, [...sent]);
    }
    this.#sent.delete(effect.key);
    return { sids: sent };
  }

  #sender(to: string): { from: string } | { messagingServiceSid: string } {
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
