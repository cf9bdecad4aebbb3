import { DeliveryPostponed, DeliveryRefused } from "../channels/channel.js";
import type { HttpResponse } from "../services/http-exchange.js";
import type { OutgoingAnswer } from "./client.js";

/** Client errors that time may mend: Request Timeout, Too Early, Too Many Requests. */
const PASSING: readonly number[] = [408, 425, 429];
/** Longest pause that a server may ask for, in milliseconds: two hours. */
const LONGEST_PAUSE_MS = 2 * 60 * 60 * 1000;

/**
 * The response of 2xx, for whoever accepts nothing else. What may pass (no connection, no answer in time, 408, 425, 429, 5xx) is thrown
 * as an error that lets the delivery be tried again: as `DeliveryPostponed` where the server says when. Everything else is
 * `DeliveryRefused`. The messages name the server's host, and neither path nor query: they may hold secrets.
 */
export function insist({ exchange, failure }: OutgoingAnswer): HttpResponse {
  const { response } = exchange;
  const host = URL.parse(exchange.url)?.host ?? "The server";
  if (failure || !response) {
    const { kind, text } = failure ?? { kind: "connection", text: "there was no answer" };
    const message = `${host}: ${text}.`;
    throw kind === "connection" || kind === "timeout" ? new Error(message) : new DeliveryRefused(message);
  }
  const { status } = response;
  if (status >= 200 && status < 300) return response;
  const message = `${host} answered with ${status}.`;
  if (status < 500 && !PASSING.includes(status)) throw new DeliveryRefused(message, String(status));
  const pauseMs = retryAfterMs(response.head, exchange.at + exchange.elapsedMs);
  throw pauseMs === undefined ? new Error(message) : new DeliveryPostponed(message, pauseMs);
}

/** `Retry-After`: seconds or a date (RFC 9110 section 10.2.3). */
function retryAfterMs(head: string, now: number): number | undefined {
  const value = /^retry-after:[ \t]*(.+?)[ \t]*\r?$/im.exec(head)?.[1];
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS);
}
