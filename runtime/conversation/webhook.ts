import type { StepContext } from "../engine/context.js";
import type { Json } from "../json.js";
import { decoded, exchangeStatus, isSuccess, requestTrace, responseTrace } from "../services/http-exchange.js";
import type { WebhookAnswer, WebhookRequest } from "../services/webhooks.js";
import { noteSource } from "./context/json-source.js";
import { saveResult } from "./results.js";
import { noteForWebhook } from "./saved-webhook.js";
import { contextChanged } from "./templates.js";

/** Longest body, in bytes, that is kept with a result (goflow.md section 26). */
const MAX_EXTRA_BYTES = 9999;

/** A call that was made. */
export interface WebhookCall extends WebhookAnswer {
  readonly request: WebhookRequest;
  /** The body, if it is JSON. */
  readonly json: Json | undefined;
}

/** Calls a server and tells of it (goflow.md section 13). Undefined: there is no such service. */
export async function callWebhook(
  step: StepContext,
  request: WebhookRequest,
  resthook?: string,
): Promise<WebhookCall | undefined> {
  const { webhooks } = step.services();
  if (!webhooks) {
    step.error("webhooks can't be called: there is no service for them");
    return undefined;
  }
  const { exchange, error } = await webhooks.call(request);
  if (error !== undefined) step.error(error);
  const { response } = exchange;
  const json = error === undefined && response ? readJson(response.body) : undefined;
  if (response) noteSource(json, decoded(response.body) ?? "");
  step.emit({
    type: "webhook_called",
    url: exchange.url,
    status: statusOf({ exchange, ...(error !== undefined && { error }) }, resthook),
    request: requestTrace(exchange),
    response: responseTrace(exchange),
    elapsed_ms: exchange.elapsedMs,
    ...(resthook !== undefined && { resthook }),
    ...(response && { status_code: response.status }),
    ...(response && response.body.length > 0 && json === undefined && { body_ignored: true }),
  });
  noteForWebhook(step, "called");
  return { request, exchange, json, ...(error !== undefined && { error }) };
}

/** Makes what a call came to `@webhook`. */
export function keepWebhook(step: StepContext, { json = {} }: WebhookCall): void {
  step.run.webhook = json;
  contextChanged(step);
}

/** Saves what a call came to as a result. */
export function saveWebhookResult(step: StepContext, name: string, call: WebhookCall): void {
  const { request, exchange, error, json } = call;
  const { status = 0, body } = exchange.response ?? {};
  const isKept = json !== undefined && body !== undefined && body.length <= MAX_EXTRA_BYTES;
  saveResult(step, {
    name,
    value: String(status),
    category: error === undefined && isSuccess(exchange.response) ? "Success" : "Failure",
    input: `${request.method} ${exchange.url}`,
    ...(isKept && { extra: json }),
  });
}

/** A subscriber that answers so wants to hear no more. */
export const GONE = 410;

function statusOf({ exchange, error }: WebhookAnswer, resthook: string | undefined): string {
  if (error !== undefined) return "connection_error";
  return resthook !== undefined && exchange.response?.status === GONE ? "subscriber_gone" : exchangeStatus(exchange);
}

/** The body as JSON. Bytes that are no text, which make it none, are dropped (goflow.md section 29). */
function readJson(body: Uint8Array): Json | undefined {
  const text = decoded(body) ?? new TextDecoder().decode(body).replaceAll("\ufffd", "");
  try {
    return JSON.parse(text.replaceAll("\0", "")) as Json;
  } catch {
    return undefined;
  }
}
