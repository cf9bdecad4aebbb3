import express, { type Router } from "express";
import { readBody } from "../../runtime/api/body.js";
import type { ServesRequests } from "../../runtime/api/channel-routes.js";
import { handle } from "../../runtime/api/errors.js";
import { DeliveryRefused, type Channel } from "../../runtime/channels/channel.js";
import { outgoingMessage } from "../../runtime/channels/messages.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard.js";
import { addressOf } from "../address.js";
import { readIncomingMessage } from "../incoming.js";
import { messageJson } from "../message-json.js";
import type { HttpSettings } from "./settings.js";

const TIMEOUT_MS = 10_000;
/** Client errors that time may mend: Request Timeout, Too Many Requests. */
const PASSING: readonly number[] = [408, 429];

/**
 * Messages as JSON over HTTP. In: `POST /switchboard/channels/<id>/messages`. Out: posted to the URL of the settings, with the
 * effect's key as `Idempotency-Key`.
 */
export class HttpChannel implements Channel, ServesRequests {
  readonly id: string;
  readonly name: string;
  readonly router: Router;

  constructor(
    private readonly switchboard: Switchboard,
    private readonly settings: HttpSettings,
  ) {
    this.id = settings.id ?? "http";
    this.name = `HTTP (${this.id})`;
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

  async deliver(effect: Effect): Promise<void> {
    const message = outgoingMessage(effect);
    if (!message) throw new DeliveryRefused(`The channel '${this.id}' carries messages, not '${effect.event.type}'.`);
    const urn = await addressOf(this.switchboard.store, effect, message);
    const { url, headers = {}, timeout = TIMEOUT_MS } = this.settings;
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json", "Idempotency-Key": effect.key },
      body: JSON.stringify(messageJson(effect, urn, message)),
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const answer = `${new URL(url).host} answered with ${response.status}`;
    if (response.status < 500 && !PASSING.includes(response.status)) throw new DeliveryRefused(`${answer}.`);
    throw new Error(`${answer}; it is tried again.`);
  }
}
