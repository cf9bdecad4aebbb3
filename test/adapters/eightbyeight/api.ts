import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../../runtime/json.js";
import type { ApiName, Contract } from "./contract.js";

export const API_KEY = "an-api-key";

export interface ApiRequest {
  readonly api: ApiName;
  /** The sub-account in the path. */
  readonly subAccount: string;
  readonly body: JsonObject;
}

/** `hang`: none at all; `drop`: the connection breaks. */
export type PlannedAnswer =
  | "hang"
  | "drop"
  | { readonly status: number; readonly body: JsonObject; readonly headers?: Readonly<Record<string, string>> };

/** A server that takes what the contracts of 8x8's APIs allow, and answers as they say. */
export interface EightByEightApi {
  /** The address of one of the APIs. */
  url(api: ApiName): string;
  readonly requests: readonly ApiRequest[];
  /** The id of what was made last. */
  readonly lastUmid: string;
  /** Everything in requests and answers that breaks the contracts. */
  readonly problems: readonly string[];
  /** What the next requests are answered with, instead of "taken". */
  readonly answers: PlannedAnswer[];
  close(): void;
}

export async function startApi(contracts: Readonly<Record<ApiName, Contract>>): Promise<EightByEightApi> {
  const requests: ApiRequest[] = [];
  const problems: string[] = [];
  const answers: PlannedAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers: sent } = request;
      const [, name = "", path = ""] = /^\/(\w+)(\/.*)$/.exec(url) ?? [];
      const api = name as ApiName;
      const body = JSON.parse(Buffer.concat(chunks).toString()) as JsonObject;
      problems.push(...contracts[api].requestProblems(method, path, body));
      if (sent.authorization !== `Bearer ${API_KEY}`) problems.push("the authorization is wrong");
      if (sent["content-type"] !== "application/json") problems.push("the body is no JSON");
      requests.push({ api, subAccount: path.split("/")[4] ?? "", body });
      const planned = answers.shift();
      if (planned === "hang") return;
      if (planned === "drop") return void response.destroy();
      const answer = planned ?? { status: 200, body: TAKEN[api](body, requests.length) };
      if (answer.status === 200) problems.push(...contracts[api].answerProblems(method, path, 200, answer.body));
      const headers = { "Content-Type": "application/json", ...("headers" in answer && answer.headers) };
      response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (api) => `${root}/${api}`,
    requests,
    problems,
    answers,
    get lastUmid() {
      return umidOf(requests.length);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the APIs say when they take a request. */
const TAKEN: Readonly<Record<ApiName, (body: JsonObject, count: number) => JsonObject>> = {
  sms: ({ destination = null, clientMessageId = null }, count) => ({
    umid: umidOf(count),
    destination,
    clientMessageId,
    encoding: "GSM7",
    status: { code: "QUEUED", description: "SMS is accepted and queued for processing" },
  }),
  chatApps: ({ user = null, clientMessageId = null }, count) => ({
    umid: umidOf(count),
    user,
    clientMessageId,
    status: { state: "queued", timestamp: "2026-01-15T12:00:00.00Z" },
  }),
  voice: (_body, count) => ({
    sessionId: umidOf(count),
    sessionStatus: "CREATED",
    callFlowRequestId: umidOf(1000 + count),
    statusCode: 1,
    statusMessage: "Created",
  }),
};

/** The id of what the n-th request has made. */
export function umidOf(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
}
