import { CredentialsRefused, DeliveryRefused } from "../../runtime/channels/channel.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { insist } from "../../runtime/outgoing/insist.js";
import { decoded } from "../../runtime/services/http-exchange.js";
import type { EightByEightSettings } from "./settings.js";

/** The APIs of 8x8 that are spoken here, each with a server of its own. */
export type Product = "sms" | "chatApps" | "voice";

const SERVERS: Readonly<Record<Product, string>> = {
  sms: "https://sms.8x8.com",
  chatApps: "https://chatapps.8x8.com",
  voice: "https://voice.8x8.com",
};

/** A wrong key: the operator may mend it, and nothing is lost meanwhile. */
const KEY_REFUSED: readonly number[] = [401, 403];
/** What 8x8 refuses for good; other errors may pass. */
const REFUSED: readonly number[] = [400, 404, 422];

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

  /** Gives the answer. Throws as `Deliverer.deliver`. */
  async post(request: ApiRequest, signal?: AbortSignal): Promise<JsonObject> {
    const answer = await this.http.send({
      method: "POST",
      url: this.#url(request),
      headers: { Authorization: `Bearer ${this.settings.apiKey}`, "Content-Type": "application/json" },
      body: JSON.stringify(request.body),
      redirect: "manual",
      ...(signal && { signal }),
    });
    const { response } = answer.exchange;
    const body = readJson(decoded(response?.body ?? new Uint8Array()) ?? "");
    const status = response?.status ?? 0;
    if (KEY_REFUSED.includes(status)) throw new CredentialsRefused(`8x8 refuses the API key (${status})`);
    if (REFUSED.includes(status)) throw refusal(status, body ?? {});
    insist(answer);
    if (!body) throw new Error("8x8 answered with what is no JSON object.");
    return body;
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
function refusal(status: number, { message, statusMessage, errorId, code, statusCode }: JsonObject): DeliveryRefused {
  const words = [message, statusMessage].find((each) => typeof each === "string" && each !== "");
  const said = String(words ?? `status ${status}`);
  const text = typeof errorId === "string" ? `${said}. Error id: ${errorId}` : said;
  return new DeliveryRefused(text, String(code ?? statusCode ?? status));
}

function readJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
