import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Checked, Contract } from "./contract.js";
import { Rooms } from "./rooms.js";

export const ACCOUNT = `AC${"a".repeat(32)}`;
export const AUTH_TOKEN = "an-auth-token";

export interface ApiRequest {
  /** Method and path below the account, such as `POST /Messages.json`. */
  readonly operation: string;
  readonly form: Checked["form"];
}

/** An answer other than that of the contract's example; `hang`: none, `drop`: the connection breaks. */
export type PlannedAnswer =
  { readonly status: number; readonly code?: number; readonly retryAfter?: number } | "hang" | "drop";

export interface TwilioApi {
  readonly url: string;
  readonly requests: readonly ApiRequest[];
  readonly rooms: Rooms;
  /** Who has answered all calls, once Twilio knows. */
  answeredBy: string | null;
  /** Everything in the requests that breaks the contract. */
  readonly problems: readonly string[];
  /** What the next requests are answered with; undefined: as the contract shows it. */
  readonly answers: (PlannedAnswer | undefined)[];
  /** Resolves when so many requests were made. */
  received(count: number): Promise<void>;
  close(): void;
}

/** A server that takes what Twilio's OpenAPI document allows, and answers as it shows. */
export async function startTwilioApi(contract: Contract): Promise<TwilioApi> {
  const requests: ApiRequest[] = [];
  const problems: string[] = [];
  const answers: (PlannedAnswer | undefined)[] = [];
  const rooms = new Rooms();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const checked = contract.check(method, url, headers["content-type"] ?? "", Buffer.concat(chunks).toString());
      problems.push(...checked.problems);
      if (headers.authorization !== `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`) {
        problems.push("the authorization is wrong");
      }
      const path = url.replace(`/2010-04-01/Accounts/${ACCOUNT}`, "");
      requests.push({ operation: `${method} ${path}`, form: checked.form });
      server.emit("received");
      const planned = answers.shift();
      if (planned === "hang") return;
      if (planned === "drop") return void response.destroy();
      const values = new URLSearchParams(method === "GET" ? path.split("?")[1] : Buffer.concat(chunks).toString());
      const isCall = method === "GET" && path.startsWith("/Calls/");
      const about = isCall ? { fields: { answered_by: api.answeredBy } } : undefined;
      const own = planned ? undefined : (about ?? rooms.answer(method, path.split("?")[0] ?? "", values));
      const refusal = planned ?? (own && "status" in own ? own : undefined);
      const { status, content } = answerTo(checked, refusal, requests.length, own && "fields" in own ? own.fields : {});
      if (planned?.retryAfter !== undefined) response.setHeader("Retry-After", planned.retryAfter);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(content));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const api: TwilioApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    rooms,
    answeredBy: null,
    problems,
    answers,
    async received(count) {
      while (requests.length < count) await once(server, "received");
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return api;
}

function answerTo(
  { problems, example, status }: Checked,
  planned: Exclude<PlannedAnswer, string> | undefined,
  count: number,
  fields: object,
): { status: number; content: object } {
  const refusal = planned ?? (problems.length > 0 ? { status: 400 } : undefined);
  if (refusal) {
    const message = problems.join("; ") || `answer ${refusal.status}`;
    return { status: refusal.status, content: { code: 20001, message, more_info: "", ...refusal } };
  }
  const { sid } = example;
  const own = typeof sid === "string" ? { sid: `${sid.slice(0, 2)}${String(count).padStart(32, "0")}` } : {};
  return { status, content: { ...example, ...own, ...fields } };
}
