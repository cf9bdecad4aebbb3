import type { JsonObject } from "../json.js";

/** What went over the wire in one request to a server, as events tell of it (goflow.md section 15). */
export interface HttpExchange {
  /** As it was asked for, escaped. */
  readonly url: string;
  /** As it was sent: request line, headers, body. */
  readonly request: string;
  /** Absent: there was no answer. */
  readonly response?: HttpResponse;
  /** When it was sent, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly elapsedMs: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Status line and headers, up to and with the empty line. */
  readonly head: string;
  readonly body: Uint8Array;
}

/** Longest part of a request or response that an event keeps, in characters. */
const MAX_TRACE = 10_000;

export function isSuccess(response: HttpResponse | undefined): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** How an exchange went, in GoFlow's words. */
export function exchangeStatus({ response }: HttpExchange): "success" | "response_error" | "connection_error" {
  if (!response) return "connection_error";
  return isSuccess(response) ? "success" : "response_error";
}

export function requestTrace({ request }: HttpExchange): string {
  return shortened(request);
}

/** The response as it came; "" where none came. A body that is no text is only hinted at. */
export function responseTrace({ response }: HttpExchange): string {
  return response ? shortened(response.head + withoutNul(decoded(response.body) ?? "...")) : "";
}

/** No database keeps NUL in a text, neither as it is nor as JSON writes it. */
function withoutNul(text: string): string {
  return text.replaceAll("\0", "\ufffd").replaceAll("\\u0000", "\ufffd");
}

/** The body as text, or undefined if it is no UTF-8. */
export function decoded(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The exchange as it stands in the `http_logs` of an event. */
export function httpLog(exchange: HttpExchange): JsonObject {
  return {
    url: exchange.url,
    status: exchangeStatus(exchange),
    request: requestTrace(exchange),
    ...(exchange.response && { response: responseTrace(exchange) }),
    created_on: new Date(exchange.at).toISOString(),
    elapsed_ms: exchange.elapsedMs,
  };
}

function shortened(text: string): string {
  return text.length <= MAX_TRACE ? text : `${text.slice(0, MAX_TRACE - 3)}...`;
}
