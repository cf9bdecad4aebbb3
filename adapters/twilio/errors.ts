import type RestException from "twilio/lib/base/RestException";
import { CredentialsRefused, DeliveryRefused } from "../../runtime/channels/channel.js";

/** A wrong token, which the operator may mend. */
const UNAUTHORIZED = 401;
/** Statuses that time may mend: a time-out, too many requests. */
const PASSING: readonly number[] = [408, 429];
/**
 * Refusals that are about how much is sent, whatever their status (https://www.twilio.com/docs/api/errors): message rate
 * exceeded, too many requests, the sender's queue is full, the queue overflowed, WhatsApp's rate exceeded.
 */
const PASSING_CODES: readonly number[] = [14107, 20429, 21611, 30001, 63018];

/** What an error of Twilio's client means for the delivery: `DeliveryRefused` if no repetition can mend it. */
export function explained(error: unknown): Error {
  if (!isRestException(error)) return error instanceof Error ? error : new Error(String(error));
  const { status, code, message } = error;
  const text = `Twilio answered with ${status}${code === undefined ? "" : ` (error ${code})`}: ${message}`;
  if (status === UNAUTHORIZED) return new CredentialsRefused(text);
  const passes = status >= 500 || PASSING.includes(status) || (code !== undefined && PASSING_CODES.includes(code));
  return passes ? new Error(text) : new DeliveryRefused(text, code === undefined ? undefined : String(code));
}

/** The same as an error of the request that was made. */
export function rethrow(error: unknown): never {
  throw explained(error);
}

/** By its shape: the client throws two classes of errors, one for each of Twilio's formats. */
function isRestException(error: unknown): error is RestException {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}

/** Whether it is one of these errors of Twilio's. */
export function hasCode(error: unknown, codes: readonly number[]): boolean {
  return isRestException(error) && error.code !== undefined && codes.includes(error.code);
}
