import type { Clock } from "../../runtime/clock.js";
import type { OutgoingAnswer, OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { WebhookAnswer, WebhookRequest, WebhookService } from "../../runtime/services/webhooks.js";
import type { WebhookSettings } from "./settings.js";

/** Milliseconds that a server has for its answer: the contact waits. */
const TIMEOUT_MS = 15_000;
const BACKOFFS_MS: readonly number[] = [1000, 5000];
/** Methods that a server may get twice (RFC 9110 section 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);
/** What a server says that is not there just now, or one before it. */
const BAD_GATEWAY = 502;

/** Calls the webhooks of flows, and the subscribers of resthooks (goflow.md section 29). */
export class HttpWebhooks implements WebhookService {
  constructor(
    private readonly http: Pick<OutgoingHttp, "send">,
    private readonly clock: Clock,
    private readonly settings: WebhookSettings = {},
  ) {}

  async call(request: WebhookRequest): Promise<WebhookAnswer> {
    const backoffs = IDEMPOTENT.has(request.method.toUpperCase()) ? (this.settings.backoffsMs ?? BACKOFFS_MS) : [];
    let answer = await this.#attempt(request);
    for (const pause of backoffs) {
      if (!mayPass(answer)) break;
      await new Promise<void>((resolve) => this.clock.wakeAt(this.clock.now() + pause, resolve));
      answer = await this.#attempt(request);
    }
    const { exchange, failure } = answer;
    const error = failure && failure.kind !== "connection" && failure.kind !== "timeout" ? failure.text : undefined;
    return { exchange, ...(error !== undefined && { error }) };
  }

  #attempt({ method, url, headers, body }: WebhookRequest): Promise<OutgoingAnswer> {
    const { headers: defaults = {}, timeoutMs = TIMEOUT_MS } = this.settings;
    const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    const missing = Object.entries(defaults).filter(([name]) => !own.has(name.toLowerCase()));
    return this.http.send({ method, url, headers: { ...headers, ...Object.fromEntries(missing) }, body, timeoutMs });
  }
}

function mayPass({ exchange: { response }, failure }: OutgoingAnswer): boolean {
  if (failure) return failure.kind === "connection" || failure.kind === "timeout";
  return response !== undefined && response.status >= BAD_GATEWAY;
}
