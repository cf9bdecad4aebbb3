import Type, { type Static } from "typebox";
import { shape } from "../api/shape.js";
import { DeliveryRefused, type Deliverer, type Patience } from "../channels/channel.js";
import { queueOf } from "../channels/queues.js";
import type { JsonObject } from "../json.js";
import { decoded } from "../services/http-exchange.js";
import type { Effect, Event } from "../session/event.js";
import type { OutgoingAnswer, OutgoingHttp } from "./client.js";
import { insist } from "./insist.js";

/** What effects name that are requests by HTTP. */
export const HTTP_REQUESTS = "http-requests";

const requestSchema = Type.Object({
  type: Type.Literal("http_request"),
  method: Type.String(),
  url: Type.String(),
  headers: Type.Optional(Type.Record(Type.String(), Type.String())),
  body: Type.Optional(Type.String()),
  /** Milliseconds for all of it. */
  timeout_ms: Type.Optional(Type.Integer({ minimum: 1 })),
  /**
   * `once`: whatever comes of it is the answer. `until_taken`: what may pass (no connection, no answer in time, 408, 429, 5xx) is
   * tried again for hours, and any other answer than 2xx is final. `three`: the same, but given up after three attempts, a second
   * apart.
   */
  attempts: Type.Union([Type.Literal("once"), Type.Literal("until_taken"), Type.Literal("three")]),
});

/** A request that a step makes through the outbox. */
export type HttpRequestEvent = Static<typeof requestSchema>;

/**
 * What the step that waits is told: the answer, or why there is none. `body` is absent where it is no text in UTF-8.
 */
export type HttpRequestResult =
  | {
      readonly status: number;
      readonly reason: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly failure: { readonly kind: string; readonly text: string } };

const read = shape(requestSchema);

/** Makes requests by HTTP that steps have put into the outbox, after their sprint was committed (docs/decisions/0002). */
export class HttpRequests implements Deliverer {
  readonly id = HTTP_REQUESTS;
  /** Requests have time limits of their own (`timeout_ms`). */
  readonly deliveryTimeoutMs = 60 * 60 * 1000;

  constructor(private readonly http: Pick<OutgoingHttp, "send" | "close">) {}

  patience({ event }: Effect): Patience | undefined {
    return event["attempts"] === "three" ? { attempts: 3, pauseMs: 1000 } : undefined;
  }

  async deliver({ event, key }: Effect): Promise<JsonObject> {
    const shaped = read(event);
    if (!shaped.ok) throw new DeliveryRefused(`'${event.type}' is no request by HTTP.`);
    const { method, url, headers = {}, body, timeout_ms: timeoutMs, attempts } = shaped.value;
    const answer = await this.http.send({
      method,
      url,
      headers: { ...headers, "Idempotency-Key": key },
      ...(body !== undefined && { body }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    if (attempts !== "once") insist(answer);
    return resultOf(answer);
  }

  async close(): Promise<void> {
    this.http.close();
  }
}

/** Where a step's request goes: each has a queue of its own, so that it waits for no other step's server. */
export function requestQueue({ token }: { readonly token: string }): string {
  return queueOf(HTTP_REQUESTS, token);
}

/** The event of a request; `step.request(requestEvent({...}), requestQueue(step))` waits for its result. */
export function requestEvent(request: Omit<HttpRequestEvent, "type">): Event {
  return { type: "http_request", ...request };
}

/** What a signal says that answers a request. The channel's refusal (`refused`) has a reason only. */
export function requestResult({ name, data = {} }: { name: string; data?: JsonObject }): HttpRequestResult {
  if (name === "delivered") return data as unknown as HttpRequestResult;
  return { failure: { kind: "refused", text: String(data["reason"] ?? "the request was refused") } };
}

function resultOf({ exchange: { response }, failure }: OutgoingAnswer): JsonObject {
  if (failure) return { failure: { ...failure } };
  if (!response) return { failure: { kind: "connection", text: "there was no answer" } };
  const [statusLine = "", ...lines] = response.head.trimEnd().split("\r\n");
  const body = decoded(response.body);
  return {
    status: response.status,
    reason: statusLine.split(" ").slice(2).join(" "),
    headers: Object.fromEntries(lines.map(headerOf)),
    ...(body !== undefined && { body }),
  };
}

function headerOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
