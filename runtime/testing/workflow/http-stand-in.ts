import { STATUS_CODES } from "node:http";
import type { Clock } from "../../clock.js";
import type { JsonObject } from "../../json.js";
import type { OutgoingAnswer, OutgoingFailure } from "../../outgoing/client.js";
import type { OutgoingRequest } from "../../outgoing/request.js";
import type { HttpAnswer } from "./scenario.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** The servers that a scenario's requests reach, in virtual time. They outlive the process that asks them. */
export class HttpStandIn {
  readonly requests: JsonObject[] = [];
  readonly #answers: HttpAnswer[];
  #pending = 0;
  readonly #pauses = new Set<() => void>();

  constructor(
    answers: readonly HttpAnswer[],
    private readonly start: number,
  ) {
    this.#answers = [...answers];
  }

  /** Requests that wait for an answer, and so for the clock to move on. */
  get pending(): number {
    return this.#pending;
  }

  /** The process that asked is gone: nobody waits any more. */
  forget(): void {
    this.#pending = 0;
    this.#pauses.clear();
  }

  /** How a process makes requests. */
  client(clock: Clock): { send(request: OutgoingRequest): Promise<OutgoingAnswer>; close(): void } {
    return { send: (request) => this.#send(request, clock), close: () => {} };
  }

  async #send(request: OutgoingRequest, clock: Clock): Promise<OutgoingAnswer> {
    const at = clock.now();
    const url = new URL(request.url);
    const plain = `${url.origin}${url.pathname}`;
    const { method, headers = {}, body } = request;
    this.requests.push({
      method,
      url: plain,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(typeof body === "string" && { body: JSON.parse(body) as JsonObject }),
      at_ms: at - this.start,
    });
    const answer = this.#take(method, plain);
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const delayMs = answer?.delay_ms ?? 0;
    if (delayMs > 0) await this.#pause(clock, Math.min(delayMs, timeoutMs));
    if (delayMs >= timeoutMs) return exchange(request, at, { kind: "timeout", text: "no answer in time" });
    if (!answer || answer.error !== undefined) {
      return exchange(request, at, { kind: "connection", text: `connect ${answer?.error ?? "ECONNREFUSED"}` });
    }
    const { status = 200, raw, body: json } = answer;
    const { reason = STATUS_CODES[status] ?? "" } = answer;
    const text = raw ?? (json === undefined ? "" : JSON.stringify(json));
    const response = { status, head: `HTTP/1.1 ${status} ${reason}\r\n\r\n`, body: Buffer.from(text) };
    return { exchange: { ...exchange(request, at).exchange, response } };
  }

  #take(method: string, url: string): HttpAnswer | undefined {
    const index = this.#answers.findIndex((each) => each.method === method && sameUrl(each.url, url));
    const answer = this.#answers[index];
    if (answer && !answer.repeat) this.#answers.splice(index, 1);
    return answer;
  }

  /** Answers what is under way at once: the time that the answers would take does not pass any more. */
  release(): void {
    for (const answer of this.#pauses) answer();
  }

  #pause(clock: Clock, milliseconds: number): Promise<void> {
    this.#pending++;
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = (): void => {
      if (!this.#pauses.delete(answer)) return;
      this.#pending--;
      resolve();
    };
    this.#pauses.add(answer);
    clock.wakeAt(clock.now() + milliseconds, answer);
    return promise;
  }
}

function sameUrl(one: string, other: string): boolean {
  return one === other || new URL(one).href === other;
}

function exchange(request: OutgoingRequest, at: number, failure?: OutgoingFailure): OutgoingAnswer {
  return { exchange: { url: request.url, request: "", at, elapsedMs: 0 }, ...(failure && { failure }) };
}
