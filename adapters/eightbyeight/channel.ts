import type { Router } from "express";
import { BoundedCache } from "../../runtime/bounded-cache.js";
import type { ServesWebhooks } from "../../runtime/api/channel-routes.js";
import { DeliveryRefused, type Channel } from "../../runtime/channels/channel.js";
import { outgoingMessage } from "../../runtime/channels/messages.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard.js";
import { addressOf } from "../address.js";
import { Pace } from "../pace.js";
import { EightByEightApi, type ApiRequest } from "./api.js";
import { chatAppsRequest } from "./chat-apps.js";
import { messageRequests } from "./messages.js";
import type { EightByEightSettings } from "./settings.js";
import { smsRequest } from "./sms.js";
import { voiceAnswer, voiceRequest } from "./voice.js";
import { webhookRoutes } from "./webhooks.js";

/** Messages of several parts, some of which are sent, that are remembered. */
const MAX_UNFINISHED = 1000;

/** SMS, chat apps and voice messages by 8x8 Connect. */
export class EightByEightChannel implements Channel, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly schemes = ["tel", "whatsapp", "viber", "line"];
  readonly webhooks: Router;
  readonly #api: EightByEightApi;
  readonly #pace: Pace;
  /** Answers to the parts that 8x8 has, by the key of the effect. */
  readonly #sent = new BoundedCache<string, readonly JsonObject[]>(MAX_UNFINISHED);

  constructor(
    private readonly switchboard: Switchboard,
    http: OutgoingHttp,
    private readonly settings: EightByEightSettings,
  ) {
    const { id = "8x8", account, ratePerSecond } = settings;
    this.id = id;
    this.name = `8x8 (${id})`;
    this.account = account;
    this.#api = new EightByEightApi(http, settings);
    this.#pace = new Pace(switchboard.clock, ratePerSecond);
    this.webhooks = webhookRoutes(switchboard, id, settings);
  }

  async deliver(effect: Effect): Promise<JsonObject> {
    const { event, key } = effect;
    const { source, voiceProfile } = this.settings;
    const message = isJsonObject(event["message"]) ? event["message"] : {};
    switch (event.type) {
      case "sms_requested":
        return this.#post(smsRequest(event as JsonObject, key, source));
      case "chat_apps_message_requested":
        return this.#post(chatAppsRequest(message, key));
      case "voice_message_requested":
        return voiceAnswer(await this.#post(voiceRequest(message, voiceProfile)), message);
      default:
        return this.#deliverMessage(effect);
    }
  }

  async #deliverMessage(effect: Effect): Promise<JsonObject> {
    const message = outgoingMessage(effect);
    if (!message) throw new DeliveryRefused(`The channel '${this.id}' carries no '${effect.event.type}'.`);
    const urn = await addressOf(this.switchboard.store, effect, message);
    const answers = [...(this.#sent.get(effect.key) ?? [])];
    // What is tried again goes on behind the parts that are sent.
    for (const request of messageRequests(message, urn, effect.key, this.settings.source).slice(answers.length)) {
      answers.push(await this.#post(request));
      this.#sent.set(effect.key, [...answers]);
    }
    this.#sent.delete(effect.key);
    return { umids: answers.map(({ umid = null }) => umid) };
  }

  async #post(request: ApiRequest): Promise<JsonObject> {
    await this.#pace.turn();
    return this.#api.post(request);
  }
}
