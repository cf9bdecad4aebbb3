import type { Router } from "express";
import type { ServesWebhooks } from "../../runtime/api/channel-routes.js";
import type { Capabilities } from "../../runtime/channels/capabilities.js";
import { Receipt, type Channel } from "../../runtime/channels/channel.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { voiceAnswer } from "../../runtime/workflow/voice-answer.js";
import { MessageSender, type OutgoingPart, type SentPart } from "../message-sender.js";
import { EightByEightApi } from "./api.js";
import { chatAppsRequest } from "./chat-apps.js";
import { capabilitiesFor, partRequests } from "./messages.js";
import type { EightByEightSettings } from "./settings.js";
import { smsRequest } from "./sms.js";
import { voiceRequest } from "./voice.js";
import { webhookRoutes } from "./webhooks.js";

/** SMS, chat apps and voice messages by 8x8 Connect. */
export class EightByEightChannel implements Channel, ServesWebhooks {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly schemes = ["tel", "whatsapp", "viber", "line"];
  readonly capabilities: Capabilities = { can: ["text", "attachments"] };
  readonly ratePerSecond?: number;
  readonly webhooks: Router;
  readonly #api: EightByEightApi;
  readonly #sender: MessageSender;

  constructor(
    switchboard: Switchboard,
    http: OutgoingHttp,
    private readonly settings: EightByEightSettings,
  ) {
    const { id = "8x8", account, ratePerSecond } = settings;
    this.id = id;
    this.name = `8x8 (${id})`;
    this.account = account;
    if (ratePerSecond !== undefined) this.ratePerSecond = ratePerSecond;
    this.#api = new EightByEightApi(http, settings);
    this.#sender = new MessageSender({
      store: switchboard.store,
      channel: id,
      capabilities: capabilitiesFor,
      send: (part, signal) => this.#send(part, signal),
    });
    this.webhooks = webhookRoutes(switchboard, id, settings);
  }

  /** Steps of workflows say what is to be sent in the APIs' own words, and get the APIs' answers. */
  async deliver(effect: Effect, signal?: AbortSignal): Promise<JsonObject | Receipt> {
    const { event, key } = effect;
    const { source, voiceProfile } = this.settings;
    const message = isJsonObject(event["message"]) ? event["message"] : {};
    switch (event.type) {
      case "sms_requested":
        return receipt(await this.#api.post(smsRequest(event as JsonObject, key, source), signal));
      case "chat_apps_message_requested":
        return receipt(await this.#api.post(chatAppsRequest(message, key), signal));
      case "voice_message_requested":
        return voiceAnswer(await this.#api.post(voiceRequest(message, voiceProfile), signal), message);
      default:
        return this.#sender.deliver(effect, signal);
    }
  }

  async #send(part: OutgoingPart, signal?: AbortSignal): Promise<SentPart> {
    let sent: SentPart = { status: "queued" };
    for (const request of partRequests(part, this.settings.source)) {
      const answer = await this.#api.post(request, signal);
      sent = { status: "queued", answer, ...(typeof answer["umid"] === "string" && { id: answer["umid"] }) };
    }
    return sent;
  }
}

/** What was taken but rejected (8x8-automation.md D21) is an answer to the step, and no message on its way. */
function receipt(answer: JsonObject): JsonObject | Receipt {
  const { umid, status } = answer;
  const state = isJsonObject(status) ? String(status["code"] ?? status["state"]) : "";
  if (typeof umid !== "string" || /^rejected$/i.test(state)) return answer;
  return new Receipt("queued", [umid], answer);
}
