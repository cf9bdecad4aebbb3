import type { WireRequest } from "./wire.js";

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for all of it. */
  readonly timeoutMs?: number;
  /** `manual`: an answer of 3xx is the answer. Default: followed, to allowed addresses. */
  readonly redirect?: "follow" | "manual";
  /** Ends the request when it is aborted, as if its time were over. */
  readonly signal?: AbortSignal;
}

/** Names the program to servers, as RFC 9110 section 10.1.5 asks for. */
const USER_AGENT = "Switchboard";

/** The request with the headers that it needs. Throws `InvalidRequest`. */
export function wireRequest({ method, url: text, headers = {}, body = "" }: OutgoingRequest): WireRequest {
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol) || url.hostname === "") {
    throw new InvalidRequest(`'${text}' is no URL of http or https`);
  }
  if (!/^[A-Za-z]+$/.test(method)) throw new InvalidRequest(`'${method}' is no method`);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const given = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase()));
  const agent = given.find(([name]) => name.toLowerCase() === "user-agent")?.[1] ?? USER_AGENT;
  return {
    method: method.toUpperCase(),
    url,
    body: bytes,
    headers: [
      ["Host", url.host],
      ["User-Agent", agent],
      ...(bytes.length > 0 ? [["Content-Length", String(bytes.length)] as const] : []),
      ...authorization(url, given),
      ...given.filter(([name]) => name.toLowerCase() !== "user-agent"),
      ["Accept-Encoding", "gzip, deflate, br"],
    ],
  };
}

/** Headers that follow from the request itself; a flow cannot set them. */
const OWN_HEADERS = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "accept-encoding",
  "upgrade",
]);

/** `https://user:password@host/` means basic authentication. */
function authorization({ username, password }: URL, given: readonly (readonly [string, string])[]) {
  if (username === "" || given.some(([name]) => name.toLowerCase() === "authorization")) return [];
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return [["Authorization", `Basic ${Buffer.from(pair).toString("base64")}`] as const];
}

/** Nothing that could be sent. */
export class InvalidRequest extends Error {
  override readonly name = "InvalidRequest";
}
