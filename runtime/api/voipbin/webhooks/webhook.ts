import { createHmac } from "node:crypto";
import { Value } from "typebox/value";
import { isJsonObject, type JsonObject } from "../../../json.js";
import { HTTP_REQUESTS, requestEvent } from "../../../outgoing/http-requests.js";
import { queueOf } from "../../../channels/queues.js";
import type { Session } from "../../../session/session.js";
import type { Announcement } from "../../../switchboard/announcer.js";
import { invalid } from "../errors.js";
import { webhookMethod, type WebhookMethod } from "./settings.js";

/** Where events are sent. A type, not an interface: only so TypeScript sees that it is JSON. */
export type Webhook = {
  readonly uri: string;
  readonly method: WebhookMethod;
};

/** What is told: the type of the event, and the public document that it is about (voipbin-flow.md section 10). */
export interface PublicEvent {
  readonly type: string;
  readonly data: JsonObject;
}

/** Milliseconds that a server has to take an event. */
const TIMEOUT_MS = 10_000;

/** The activeflow's own webhook, as `POST /activeflows` was given it. */
export function webhookOf({ trigger: { webhook } }: Pick<Session, "trigger">): Webhook | undefined {
  return isJsonObject(webhook) ? (webhook as Webhook) : undefined;
}

/** Longest address of a webhook, in characters. */
const LONGEST_URI = 2048;

/** The webhook that a client wants for one activeflow. Throws 400 `INVALID_WEBHOOK_URI`, `INVALID_WEBHOOK_METHOD`. */
export function readWebhook(given: {
  readonly webhook_uri?: string;
  readonly webhook_method?: string;
}): Webhook | undefined {
  const { webhook_uri: uri = "", webhook_method: method = "" } = given;
  if (method !== "" && !Value.Check(webhookMethod, method)) {
    throw invalid("INVALID_WEBHOOK_METHOD", `'webhook_method' is '${method}'; it may be POST, PUT, GET or DELETE.`);
  }
  if (uri === "") return undefined;
  const url = URL.parse(uri);
  if (!url || !["http:", "https:"].includes(url.protocol) || uri.length > LONGEST_URI) {
    throw invalid(
      "INVALID_WEBHOOK_URI",
      `'webhook_uri' must be a URL of http or https, of ${LONGEST_URI} characters at most.`,
    );
  }
  return { uri, method: method === "" ? "POST" : method };
}

/**
 * The request that tells an event: JSON, tried three times a second apart, and signed where there is a secret. The events of a
 * session arrive in their order; `queue` keeps webhooks apart, so that one that is down holds up no other.
 */
export function eventRequest(
  { uri, method }: Webhook,
  { type, data }: PublicEvent,
  { queue, secret }: { readonly queue: string; readonly secret?: string | undefined },
): Announcement {
  const body = JSON.stringify({ type, data });
  const signature = secret === undefined ? undefined : createHmac("sha256", secret).update(body).digest("hex");
  const headers = {
    "Content-Type": "application/json",
    ...(signature !== undefined && { "X-VoIPBIN-Signature": `sha256=${signature}` }),
  };
  return {
    channel: queueOf(HTTP_REQUESTS, queue),
    event: requestEvent({ method, url: uri, headers, body, timeout_ms: TIMEOUT_MS, attempts: "three" }),
  };
}
