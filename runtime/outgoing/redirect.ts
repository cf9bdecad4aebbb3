import type { IncomingMessage } from "node:http";
import type { WireRequest } from "./wire.js";

/** Headers that are for the first host only (fetch standard, HTTP-redirect fetch). */
const CREDENTIALS = new Set(["authorization", "cookie", "proxy-authorization"]);
/** Headers of a body that is not sent again. */
const OF_BODY = /^content-/i;

/**
 * The request that an answer asks for instead (RFC 9110 section 15.4); undefined: it asks for none. 303, and 301 and 302 to a
 * POST, are followed by GET without the body, as every browser does.
 */
export function redirected(request: WireRequest, response: IncomingMessage): WireRequest | undefined {
  const { statusCode = 0, headers } = response;
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined;
  const url = URL.parse(headers.location, request.url.href);
  if (!url || !["http:", "https:"].includes(url.protocol)) return undefined;
  const dropsBody =
    (statusCode === 303 && request.method !== "HEAD") || (statusCode <= 302 && request.method === "POST");
  const elsewhere = url.origin !== request.url.origin;
  const kept = request.headers.filter(
    ([name]) => !(elsewhere && CREDENTIALS.has(name.toLowerCase())) && !(dropsBody && OF_BODY.test(name)),
  );
  return {
    method: dropsBody ? "GET" : request.method,
    url,
    headers: kept.map(([name, value]) => (name === "Host" ? ["Host", url.host] : [name, value])),
    body: dropsBody ? new Uint8Array() : request.body,
  };
}
