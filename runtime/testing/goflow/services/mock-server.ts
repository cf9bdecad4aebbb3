import { STATUS_CODES } from "node:http";
import { isJsonObject, type Json } from "../../../json.js";
import type { OutgoingAnswer } from "../../../outgoing/client.js";
import type { OutgoingRequest } from "../../../outgoing/request.js";
import type { HttpExchange, HttpResponse } from "../../../services/http-exchange.js";
import type { WebhookRequest } from "../../../services/webhooks.js";

/** Servers that answer what a case lists for their URLs, one answer after the other; a status of 0 is no answer. */
export class MockServer {
  readonly #answers: Map<string, Json[]>;

  constructor(
    mocks: Json | undefined,
    private readonly now: () => number,
    /** What servers answer that are not listed; absent: nothing. */
    private readonly otherwise?: (url: string) => Json,
  ) {
    const lists = isJsonObject(mocks) ? Object.entries(mocks) : [];
    this.#answers = new Map(lists.map(([url, list]) => [url, Array.isArray(list) ? [...list] : []]));
  }

  /** As a client of HTTP. */
  send({ method, url, headers = {}, body = "" }: OutgoingRequest): Promise<OutgoingAnswer> {
    return Promise.resolve({ exchange: this.exchange({ method, url, headers, body: Buffer.from(body).toString() }) });
  }

  exchange(request: WebhookRequest): HttpExchange {
    const answer =
      (this.#answers.get(request.url) ?? this.#answers.get(escaped(request.url)))?.shift() ??
      this.otherwise?.(request.url);
    const response = isJsonObject(answer) ? responseOf(answer) : undefined;
    return {
      url: escaped(request.url),
      request: requestText(request),
      ...(response && { response }),
      at: this.now(),
      elapsedMs: 1000,
    };
  }
}

function responseOf(answer: Record<string, Json | undefined>): HttpResponse | undefined {
  const { status, body, body_repeat: times } = answer;
  if (typeof status !== "number" || status === 0) return undefined;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    status,
    head: `HTTP/1.0 ${status} ${STATUS_CODES[status] ?? ""}\r\n\r\n`,
    body: Buffer.from(typeof times === "number" ? text.repeat(times) : text),
  };
}

function requestText({ method, url, headers, body }: WebhookRequest): string {
  const target = escaped(url).replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target.startsWith("/") ? target : `/${target}`} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

/** The URL with its path escaped, as it goes over the wire. */
function escaped(url: string): string {
  const [, start = "", path = "", rest = ""] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)(\??[^#]*)/i.exec(url) ?? [];
  return start + path.replace(/[^\x21-\x7e]+/g, encodeURIComponent) + rest;
}
