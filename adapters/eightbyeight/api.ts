import { DeliveryRefused } from "../../runtime/channels/channel.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { decoded } from "../../runtime/services/http-exchange.js";
import type { EightByEightSettings } from "./settings.js";

/** The APIs of 8x8 that are spoken here, each with a server of its own. */
export type Product = "sms" | "chatApps" | "voice";

const SERVERS: Readonly<Record<Product, string>> = {
  sms: "https://sms.8x8.com",
  chatApps: "https://chatapps.8x8.com",
  voice: "https://voice.8x8.com",
};

/** Statuses that time or the operator may mend: a wrong key, a time-out, too many requests. */
const PASSING: readonly number[] = [401, 403, 408, 429];

/** A request to one of the APIs, below a sub-account. */
export interface ApiRequest {
  readonly product: Product;
  /** Absent: the one of the settings. */
  readonly subAccountId?: string | undefined;
  /** Such as `messages`. */
  readonly resource: string;
  readonly body: JsonObject;
}

/** Makes requests to the APIs of an account. */
export class EightByEightApi {
  constructor(
    private readonly http: OutgoingHttp,
    private readonly settings: EightByEightSettings,
  ) {}

  /** Gives the answer. Throws `DeliveryRefused` for what no repetition can mend. */
  async post(request: ApiRequest): Promise<JsonObject> {
    const { exchange, failure } = await this.http.send({
      method: "POST",
      url: this.#url(request),
      headers: { Authorization: `Bearer ${this.settings.apiKey}`, "Content-Type": "application/json" },
      body: JSON.stringify(request.body),
      redirect: "manual",
    });
    const { response } = exchange;
    if (failure || !response) throw new Error(`8x8 cannot be reached: ${failure?.text ?? "there was no answer"}.`);
    const { status, body } = response;
    const answer = readJson(decoded(body) ?? "");
    if (status >= 200 && status < 300 && answer) return answer;
    if (status < 500 && status >= 400 && !PASSING.includes(status)) throw new DeliveryRefused(refusal(status, answer));
    throw new Error(`8x8 answered with ${refusal(status, answer)}`);
  }

  #url({ product, subAccountId = this.#subAccount(product), resource }: ApiRequest): string {
    const { smsUrl, chatAppsUrl, voiceUrl } = this.settings;
    const server = { sms: smsUrl, chatApps: chatAppsUrl, voice: voiceUrl }[product] ?? SERVERS[product];
    return `${server.replace(/\/+$/, "")}/api/v1/subaccounts/${encodeURIComponent(subAccountId)}/${resource}`;
  }

  #subAccount(product: Product): string {
    const setting = `${product}SubAccountId` as const;
    const subAccountId = this.settings[setting];
    if (subAccountId !== undefined) return subAccountId;
    throw new DeliveryRefused(`Neither the step nor the setting '${setting}' names a sub-account.`);
  }
}

/** In the words of 8x8's own pages: the message, and the id that its support asks for (8x8-automation.md D21). */
function refusal(status: number, answer: JsonObject | undefined): string {
  const { message, statusMessage, errorId } = answer ?? {};
  const said = [message, statusMessage].find((each) => typeof each === "string" && each !== "") ?? `status ${status}`;
  return typeof errorId === "string" ? `${String(said)}. Error id: ${errorId}` : String(said);
}

function readJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
