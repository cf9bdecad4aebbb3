import type { RequestHandler } from "express";
import { BoundedCache } from "../../bounded-cache.js";
import type { Clock } from "../../clock.js";
import { VoipbinError } from "./errors.js";

/** Requests of one address: so many a second for long, so many at once (voipbin-flow.md section 12). */
const REQUESTS_PER_SECOND = 200;
const BURST = 400;
/** Addresses that are remembered; one that is forgotten starts anew. */
const MOST_ADDRESSES = 10_000;

interface Bucket {
  /** Requests that may be made now. */
  left: number;
  /** When that was so, milliseconds since 1970 UTC. */
  at: number;
}

/** Refuses requests of an address that makes too many: 429 `RATE_LIMIT_EXCEEDED`. */
export function limitRate(clock: Pick<Clock, "now">): RequestHandler {
  const buckets = new BoundedCache<string, Bucket>(MOST_ADDRESSES);
  return (request, _response, next) => {
    const address = request.socket.remoteAddress ?? "";
    const now = clock.now();
    const bucket = buckets.get(address) ?? { left: BURST, at: now };
    const left = Math.min(BURST, bucket.left + ((now - bucket.at) / 1000) * REQUESTS_PER_SECOND);
    buckets.set(address, { left: Math.max(0, left - 1), at: now });
    if (left >= 1) return next();
    const limit = `${REQUESTS_PER_SECOND} requests a second`;
    next(new VoipbinError("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", `Too many requests: ${limit} are allowed.`));
  };
}
