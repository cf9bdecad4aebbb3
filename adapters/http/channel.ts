import express, { type Router } from "express";
import { readBody } from "../../runtime/api/body.js";
import type { ServesRequests, ServesWebhooks } from "../../runtime/api/channel-routes.js";
import { handle } from "../../runtime/api/errors.js";
import type { Capabilities } from "../../runtime/channels/capabilities.js";
import { CredentialsRefused, DeliveryRefused, type Channel, type Receipt } from "../../runtime/channels/channel.js";
import type { JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { insist } from "../../runtime/outgoing/insist.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { readIncomingMessage } from "../incoming.js";
import { MessageSender, type OutgoingPart, type SentPart } from "../message-sender.js";
import { readAnswer } from "./answer.js";
import { requestOf } from "./request.js";
import type { HttpSettings } from "./settings.js";
import { BadTemplate, Templates } from "./templates.js";
import { incoming, webhooks } from "./webhooks.js";

/** RFC 9110 section 15.5.2: the request lacks valid credentials. */
const UNAUTHORIZED = "401";

/**
 * Messages over HTTP with any provider: what is sent, and what its answers and webhooks mean, is said by templates in the
 * settings. The provider calls `/switchboard/webhooks/<id>/messages` and `/statuses`; programs that have Switchboard's token post
 * to `/switchboard/channels/<id>/messages`.
 */
export class HttpChannel implements Channel, ServesRequests, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly schemes?: readonly string[];
  readonly address?: string;
  readonly ratePerSecond?: number;
  readonly capabilities: Capabilities;
  readonly router: Router;
  readonly webhooks: Router;
  readonly #templates: Templates;
  readonly #sender: MessageSender;

  constructor(
    switchboard: Switchboard,
    private readonly http: OutgoingHttp,
    private readonly settings: HttpSettings,
  ) {
    const { id = "http", schemes, address, ratePerSecond, maxText, plainText = false } = settings;
    this.id = id;
    this.name = `HTTP (${id})`;
    if (schemes) this.schemes = schemes;
    if (address !== undefined) this.address = address;
    if (ratePerSecond !== undefined) this.ratePerSecond = ratePerSecond;
    this.capabilities = {
      can: plainText ? ["text"] : ["text", "attachments", "quick_replies"],
      ...(maxText !== undefined && { maxText }),
    };
    this.#templates = new Templates(switchboard.clock);
    this.#sender = new MessageSender({
      store: switchboard.store,
      channel: id,
      capabilities: () => this.capabilities,
      send: (part, signal) => this.#send(part, signal),
    });
    this.webhooks = webhooks(switchboard, id, settings, this.#templates);
    this.router = express.Router();
    this.router.post(
      "/messages",
      handle(async (request, response) => {
        const message = readBody(request, (body) =>
          readIncomingMessage(incoming(body as JsonObject, settings, this.#templates)),
        );
        const accepted = await switchboard.receiveMessage({ ...message, channel: id });
        response.status(202).json({ input: accepted.id, ...(accepted.duplicate && { duplicate: true }) });
      }),
    );
  }

  deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    return this.#sender.deliver(effect, signal);
  }

  async #send(part: OutgoingPart, signal?: AbortSignal): Promise<SentPart> {
    try {
      const request = requestOf(part, this.settings, this.#templates);
      const answer = await this.http.send({ ...request, ...(signal && { signal }) });
      return readAnswer(insist(answer), this.settings, this.#templates);
    } catch (error) {
      if (error instanceof BadTemplate) throw new DeliveryRefused(this.#redacted(error.message));
      if (!(error instanceof DeliveryRefused)) throw error;
      const message = this.#redacted(error.message);
      if (error.code === UNAUTHORIZED) throw new CredentialsRefused(`${message} Its credentials are refused`);
      throw new DeliveryRefused(message, error.code);
    }
  }

  /** Providers like to repeat a wrong key in their answers. */
  #redacted(text: string): string {
    const { secret } = this.settings;
    return secret === undefined ? text : text.replaceAll(secret, "***");
  }
}
