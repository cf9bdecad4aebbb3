import express, { type Router } from "express";
import { readBody } from "../../runtime/api/body.js";
import type { ServesRequests } from "../../runtime/api/channel-routes.js";
import { handle } from "../../runtime/api/errors.js";
import type { Capabilities } from "../../runtime/channels/capabilities.js";
import type { Channel, Receipt } from "../../runtime/channels/channel.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { insist } from "../../runtime/outgoing/insist.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard.js";
import { readIncomingMessage } from "../incoming.js";
import { messageJson } from "../message-json.js";
import { MessageSender, type OutgoingPart, type SentPart } from "../message-sender.js";
import type { HttpSettings } from "./settings.js";

const TIMEOUT_MS = 10_000;

/**
 * Messages as JSON over HTTP. In: `POST /switchboard/channels/<id>/messages`. Out: posted to the URL of the settings, with the
 * part's key as `Idempotency-Key`.
 */
export class HttpChannel implements Channel, ServesRequests {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities = { can: ["text", "attachments", "quick_replies"] };
  readonly router: Router;
  readonly #sender: MessageSender;

  constructor(
    switchboard: Switchboard,
    private readonly http: OutgoingHttp,
    private readonly settings: HttpSettings,
  ) {
    this.id = settings.id ?? "http";
    this.name = `HTTP (${this.id})`;
    this.#sender = new MessageSender({
      store: switchboard.store,
      channel: this.id,
      capabilities: () => this.capabilities,
      send: (part, signal) => this.#send(part, signal),
    });
    this.router = express.Router();
    this.router.post(
      "/messages",
      handle(async (request, response) => {
        const message = readBody(request, readIncomingMessage);
        const { id, duplicate } = await switchboard.receiveMessage({ ...message, channel: this.id });
        response.status(202).json({ input: id, ...(duplicate && { duplicate }) });
      }),
    );
  }

  deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    return this.#sender.deliver(effect, signal);
  }

  async #send(part: OutgoingPart, signal?: AbortSignal): Promise<SentPart> {
    const { url, headers = {}, timeout = TIMEOUT_MS } = this.settings;
    const answer = await this.http.send({
      method: "POST",
      url,
      headers: { ...headers, "Content-Type": "application/json", "Idempotency-Key": part.key },
      body: JSON.stringify(messageJson(part)),
      redirect: "manual",
      timeoutMs: timeout,
      ...(signal && { signal }),
    });
    insist(answer);
    return { status: "sent" };
  }
}
