import { STATUS_CODES } from "node:http";
import type { Clock } from "../../clock.js";
import type { OutgoingAnswer } from "../../outgoing/client.js";
import type { OutgoingRequest } from "../../outgoing/request.js";
import type { ServerAnswer } from "./transcript.js";

/**
 * The servers that a flow test's requests reach. Answers for the same method and URL are given one after the other, the last one
 * again and again; where none is listed there is no server.
 */
export class TestServers {
  readonly #answers: ServerAnswer[];

  constructor(
    answers: readonly ServerAnswer[],
    private readonly clock: Pick<Clock, "now">,
  ) {
    this.#answers = [...answers];
  }

  /** As a client of HTTP. */
  send({ method, url, body = "" }: OutgoingRequest): Promise<OutgoingAnswer> {
    const answer = this.#take(method, url);
    const exchange = {
      url,
      request: `${method} ${url} HTTP/1.1\r\n\r\n${Buffer.from(body).toString()}`,
      at: this.clock.now(),
      elapsedMs: 0,
    };
    return Promise.resolve(
      answer
        ? { exchange: { ...exchange, response: responseOf(answer) } }
        : { exchange, failure: { kind: "connection", text: `The test has no server for ${method} ${url}.` } },
    );
  }

  close(): void {
    // There are no connections.
  }

  #take(method: string, url: string): ServerAnswer | undefined {
    const matching = this.#answers.filter((each) => each.method === method && sameUrl(each.url, url));
    const [answer] = matching;
    if (answer && matching.length > 1) this.#answers.splice(this.#answers.indexOf(answer), 1);
    return answer;
  }
}

/** `https://a.example` and `https://a.example/` are one. */
function sameUrl(one: string, other: string): boolean {
  return one === other || (URL.canParse(one) && URL.parse(one)?.href === URL.parse(other)?.href);
}

function responseOf({ status = 200, body = "" }: ServerAnswer): NonNullable<OutgoingAnswer["exchange"]["response"]> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    status,
    head: `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n\r\n`,
    body: Buffer.from(text),
  };
}
