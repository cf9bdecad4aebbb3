import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Clock } from "../clock.js";
import type { HttpExchange, HttpResponse } from "../services/http-exchange.js";
import { AddressPolicy, AddressRefused } from "./addresses.js";
import { redirected } from "./redirect.js";
import { InvalidRequest, wireRequest, type OutgoingRequest } from "./request.js";
import type { OutgoingSettings } from "./settings.js";
import { readResponse, requestText, responseHead, ResponseTooLarge, type WireRequest } from "./wire.js";

/** Why a request has no answer that can be used. */
export interface OutgoingFailure {
  /**
   * `invalid`: it is no request by HTTP. `refused`: the address is not allowed. `connection`: nobody answered as HTTP has it.
   * `timeout`, `too_large`: the answer. `redirects`: too many.
   */
  readonly kind: "invalid" | "refused" | "connection" | "timeout" | "too_large" | "redirects";
  readonly text: string;
}

/** What became of a request: what went over the wire, and why its answer is of no use where it is of none. */
export interface OutgoingAnswer {
  readonly exchange: HttpExchange;
  readonly failure?: OutgoingFailure;
}

const DEFAULTS = { timeoutMs: 30_000, maxResponseBytes: 1024 * 1024, maxRedirects: 5 };

/** Makes every request that flows and channels make by HTTP, within the limits of the settings. */
export class OutgoingHttp {
  readonly #addresses: AddressPolicy;
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly #settings: typeof DEFAULTS;

  /** Throws `TypeError` where `allow` has an entry that is no host, address or range. */
  constructor(
    private readonly clock: Pick<Clock, "now">,
    { allow, ...settings }: OutgoingSettings = {},
  ) {
    this.#addresses = new AddressPolicy(allow);
    this.#settings = { ...DEFAULTS, ...settings };
    const options = { keepAlive: true, lookup: this.#addresses.lookup };
    this.#agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }

  /** Makes a request. Never rejects: whatever goes wrong is an answer. */
  async send(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const at = this.clock.now();
    let first: WireRequest | undefined;
    let response: HttpResponse | undefined;
    const answer = (failure?: OutgoingFailure): OutgoingAnswer => ({
      exchange: {
        url: first?.url.href ?? request.url,
        request: first ? requestText(first) : "",
        ...(response && { response }),
        at,
        elapsedMs: this.clock.now() - at,
      },
      ...(failure && { failure }),
    });
    const timeout = AbortSignal.timeout(request.timeoutMs ?? this.#settings.timeoutMs);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      first = wireRequest(request);
      let current: WireRequest | undefined = first;
      for (let hops = 0; current; hops++) {
        if (hops > this.#settings.maxRedirects) {
          return answer({ kind: "redirects", text: `more than ${this.#settings.maxRedirects} redirects` });
        }
        const message = await this.#exchange(current, signal);
        const next: WireRequest | undefined = request.redirect === "manual" ? undefined : redirected(current, message);
        const head = { status: message.statusCode ?? 0, head: responseHead(message) };
        response = { ...head, body: new Uint8Array() };
        if (next) message.resume();
        else response = { ...head, body: await readResponse(message, this.#settings.maxResponseBytes) };
        current = next;
      }
      return answer();
    } catch (error) {
      return answer(failureOf(error, signal));
    }
  }

  /** Closes connections that are kept open. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #exchange({ method, url, headers, body }: WireRequest, signal: AbortSignal): Promise<IncomingMessage> {
    this.#addresses.check(url.hostname);
    const options = { method, signal, headers: headers.flat(), setDefaultHeaders: false };
    return new Promise((resolve, reject) => {
      const request =
        url.protocol === "https:"
          ? httpsRequest(url, { ...options, agent: this.#agents.https }, resolve)
          : httpRequest(url, { ...options, agent: this.#agents.http }, resolve);
      request.on("error", reject);
      request.end(body);
    });
  }
}

function failureOf(error: unknown, signal: AbortSignal): OutgoingFailure {
  // Whatever was going on when the time was over has its own words for it.
  if (signal.aborted) return { kind: "timeout", text: "no answer in time" };
  const { message, code = "" } = error as NodeJS.ErrnoException;
  const text = message || code || String(error);
  if (error instanceof InvalidRequest) return { kind: "invalid", text };
  if (error instanceof AddressRefused) return { kind: "refused", text };
  if (error instanceof ResponseTooLarge) return { kind: "too_large", text };
  // Node says this of characters that would break out of a header or of the request line.
  return { kind: /^ERR_(INVALID|UNESCAPED)/.test(code) ? "invalid" : "connection", text };
}
