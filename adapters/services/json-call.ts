import type { OutgoingHttp, OutgoingAnswer } from "../../runtime/outgoing/client.js";
import type { OutgoingRequest } from "../../runtime/outgoing/request.js";
import type { Json } from "../../runtime/json.js";
import { decoded, isSuccess, type HttpExchange } from "../../runtime/services/http-exchange.js";

/** What makes requests. */
export type Sender = Pick<OutgoingHttp, "send">;

/** The JSON that a server answered with, or why there is none; the exchange was made in any case. */
export type JsonAnswer = { readonly exchange: HttpExchange } & (
  { readonly json: Json } | { readonly error: string; readonly json?: Json }
);

/** Makes a request whose answer is JSON. Never rejects. */
export async function callJson(http: Sender, request: OutgoingRequest): Promise<JsonAnswer> {
  const answer = await http.send(request);
  const { exchange } = answer;
  const json = jsonOf(answer);
  const error = errorOf(answer) ?? (json === undefined ? "the answer is no JSON" : undefined);
  return error === undefined
    ? { exchange, json: json as Json }
    : { exchange, error, ...(json !== undefined && { json }) };
}

/** The same with a JSON body. */
export function postJson(
  http: Sender,
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonAnswer> {
  return callJson(http, {
    method: "POST",
    url,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

function errorOf({ exchange: { response }, failure }: OutgoingAnswer): string | undefined {
  if (failure) return failure.kind === "connection" ? "unable to connect to server" : failure.text;
  if (!response) return "unable to connect to server";
  return isSuccess(response) ? undefined : `the server answered with ${response.status}`;
}

function jsonOf({ exchange: { response } }: OutgoingAnswer): Json | undefined {
  const text = response && decoded(response.body);
  if (text === undefined) return undefined;
  // Nothing to say is an answer too.
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
