import type { ErrorRequestHandler } from "express";
import { isJsonObject, type JsonObject } from "../../json.js";
import { FlowRefused, NotFound, type Switchboard } from "../../switchboard/switchboard.js";
import { StoreUnavailable } from "../../store/errors.js";

/** Seconds after which a client is asked to try again when the store cannot take anything. */
const RETRY_AFTER_S = 1;

/** The statuses of the error envelope and the HTTP status of each (voipbin-flow.md section 9). */
const HTTP_STATUS = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  FAILED_PRECONDITION: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorStatus = keyof typeof HTTP_STATUS;

/** An answer other than success, as the system documents it. */
export class VoipbinError extends Error {
  override readonly name = "VoipbinError";

  constructor(
    readonly status: ErrorStatus,
    readonly reason: string,
    message: string,
    readonly details?: JsonObject,
    /** Where the transport has a status of its own (413). */
    readonly http: number = HTTP_STATUS[status],
  ) {
    super(message);
  }
}

/** 400 `INVALID_ARGUMENT`: the client has to change its request. */
export function invalid(reason: string, message: string, details?: JsonObject): VoipbinError {
  return new VoipbinError("INVALID_ARGUMENT", reason, message, details);
}

/** Answers every error as `{error: {status, reason, message, request_id, details?}}`. What it does not know is logged, and not shown. */
export function answerErrors({ ids, log }: Switchboard): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, reason, message, details, http } = describe(error);
    const request_id = ids.uuid();
    if (status === "INTERNAL") {
      log.error(
        `Request ${request_id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    if (status === "UNAVAILABLE" || status === "RESOURCE_EXHAUSTED") response.set("Retry-After", String(RETRY_AFTER_S));
    if (status === "UNAUTHENTICATED") response.set("WWW-Authenticate", "Bearer");
    // Else the rest of the body would be read to its end, however long it is.
    if (http === 413) response.set("Connection", "close");
    response.status(http).json({ error: { status, reason, message, request_id, ...(details && { details }) } });
  };
}

function describe(error: unknown): VoipbinError {
  if (error instanceof VoipbinError) return error;
  if (error instanceof NotFound) return new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", error.message);
  if (error instanceof FlowRefused) return new VoipbinError("FAILED_PRECONDITION", "FLOW_REFUSED", error.message);
  if (error instanceof StoreUnavailable) {
    return new VoipbinError("UNAVAILABLE", "STORE_UNAVAILABLE", `Nothing can be stored now: ${error.message}`);
  }
  if (isClientError(error)) {
    const details =
      "details" in error && isJsonObject(error.details as JsonObject) ? (error.details as JsonObject) : undefined;
    const isTooLong = error.status === 413;
    const reason = isTooLong ? "REQUEST_TOO_LARGE" : "INVALID_JSON_BODY";
    return new VoipbinError("INVALID_ARGUMENT", reason, error.message, details, isTooLong ? 413 : 400);
  }
  return new VoipbinError("INTERNAL", "INTERNAL", "The request failed; the log says why.");
}

/** Errors of the body parsers and of Express carry a status. */
function isClientError(error: unknown): error is Error & { status: number } {
  if (!(error instanceof Error) || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500;
}
