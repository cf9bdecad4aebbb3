import { randomUUID } from "node:crypto";
import { DeliveryRefused, type Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import { isJsonObject, type JsonObject } from "../../json.js";
import type { Effect } from "../../session/event.js";
import { voiceAnswer } from "../../workflow/voice-answer.js";
import type { MessageKind, ProviderAnswer, WorkflowScenario } from "./scenario.js";

const KINDS: Readonly<Record<string, MessageKind>> = {
  sms_requested: "sms",
  chat_apps_message_requested: "chat_apps",
  voice_message_requested: "voice",
};

/** Id of the channel of a scenario's account. */
export const CHANNEL = "8x8";

/** The vendor's message APIs, in no time. They outlive the process that uses them. */
export class ProviderStandIn {
  /** Everything that was handed over, refused messages too. */
  readonly messages: JsonObject[] = [];
  /** What was answered to voice messages. */
  readonly calls: JsonObject[] = [];
  readonly #answers: Record<MessageKind, ProviderAnswer[]>;

  constructor(
    { sms = [], chat_apps = [], voice = [] }: NonNullable<WorkflowScenario["providers"]>,
    private readonly clock: Pick<Clock, "now">,
    private readonly start: number,
  ) {
    this.#answers = { sms: [...sms], chat_apps: [...chat_apps], voice: [...voice] };
  }

  /** The channel by which a process reaches them. */
  channel(account: string): Channel {
    return { id: CHANNEL, name: CHANNEL, account, deliver: (effect) => this.#deliver(effect) };
  }

  async #deliver({ event }: Effect): Promise<JsonObject> {
    const { type, message, ...fields } = event;
    const kind = KINDS[type];
    if (!kind) throw new DeliveryRefused(`8x8 has no message such as '${type}'.`);
    const inputs = isJsonObject(message) ? message : (fields as JsonObject);
    this.messages.push({ ...structuredClone(inputs), kind, at_ms: this.clock.now() - this.start });
    const answer = this.#answers[kind].shift();
    if (answer && "error" in answer) throw new DeliveryRefused(answer.error);
    if (answer && answer.status >= 400) throw new DeliveryRefused(refusal(answer.body));
    const body = answer?.body ?? accepted(kind, inputs);
    if (kind !== "voice") return body;
    const call = voiceAnswer(body, inputs);
    this.calls.push(call);
    return call;
  }
}

/** As the vendor's troubleshooting page shows it. */
function refusal({ message, errorId }: JsonObject): string {
  return `${String(message)}. Error id: ${String(errorId)}`;
}

function accepted(kind: MessageKind, inputs: JsonObject): JsonObject {
  const { destination, clientMessageId, clientRequestId, user, params } = inputs;
  if (kind === "sms") {
    const status = { code: "QUEUED", description: "SMS is accepted and queued for processing" };
    return { umid: randomUUID(), destination, encoding: "GSM7", clientMessageId, status };
  }
  if (kind === "chat_apps") return { umid: randomUUID(), user, clientMessageId, status: { state: "queued" } };
  return {
    uid: randomUUID(),
    status: { code: "CREATED" },
    destination: isJsonObject(params) ? params["destination"] : undefined,
    ...(clientRequestId !== undefined && { clientRequestId }),
  };
}
