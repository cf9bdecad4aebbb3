import Twilio from "twilio";
import RequestClient from "twilio/lib/base/RequestClient";
import Answer from "twilio/lib/http/response";
import type { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { insist } from "../../runtime/outgoing/insist.js";
import { decoded } from "../../runtime/services/http-exchange.js";
import type { TwilioSettings } from "./settings.js";

/** Twilio's client for its REST API, whose requests are made like all of ours: within limits, and to allowed addresses only. */
export function openClient(settings: TwilioSettings, http: OutgoingHttp): Twilio.Twilio {
  const { accountSid, authToken, apiUrl } = settings;
  return Twilio(accountSid, authToken, { httpClient: new OutgoingRequests(http, apiUrl) });
}

/** Takes the place of the client's own requests by axios. */
class OutgoingRequests extends RequestClient {
  constructor(
    private readonly http: OutgoingHttp,
    private readonly apiUrl: string | undefined,
  ) {
    super();
  }

  override async request<Data>(options: RequestClient.RequestOptions<Data>): Promise<Answer<Data>> {
    const { method, uri, username = "", password = "", headers, data, params } = options;
    const answer = await this.http.send({
      method,
      url: this.#url(uri, params),
      headers: {
        ...(headers as Record<string, string>),
        Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
      },
      body: form(data ?? {}).toString(),
      redirect: "manual",
    });
    const { response } = answer.exchange;
    // These are no answer of Twilio's to the request; a server may say when it has one.
    if (!response || answer.failure || response.status === 429 || response.status >= 500) insist(answer);
    // Twilio's client parses a text itself.
    return new Answer(response?.status ?? 0, (decoded(response?.body ?? new Uint8Array()) ?? "") as Data, {});
  }

  #url(uri: string, params: object | undefined): string {
    const url = new URL(uri);
    for (const [name, value] of form(params ?? {})) url.searchParams.append(name, value);
    return this.apiUrl === undefined ? url.href : new URL(url.pathname + url.search, this.apiUrl).href;
  }
}

/** A list is a parameter for each of its values. */
function form(data: object): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(data)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) parameters.append(name, String(each));
    }
  }
  return parameters;
}
