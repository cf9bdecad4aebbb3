import type { ErrorRequestHandler } from "express";
import { FlowRefused, NotFound, type Switchboard } from "../../switchboard/switchboard.js";
import { StoreUnavailable } from "../../store/errors.js";
import { ApiError } from "../errors.js";

/** Codes of the errors that this API answers with (8x8-automation.md section 11, D27). */
export const ErrorCode = {
  invalidParameter: 1000,
  unauthorized: 1200,
  forbidden: 1201,
  notFound: 1300,
  internal: 2000,
  invalidDefinition: 5001,
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  [ErrorCode.invalidParameter]: 400,
  [ErrorCode.unauthorized]: 401,
  [ErrorCode.forbidden]: 403,
  [ErrorCode.notFound]: 404,
  [ErrorCode.internal]: 500,
  [ErrorCode.invalidDefinition]: 400,
};

/** Seconds after which a client is asked to try again when the store cannot take anything. */
const RETRY_AFTER_S = 1;

/** A documented error; its code decides the status, unless the transport has one of its own (413, 503). */
export class AutomationError extends Error {
  override readonly name = "AutomationError";
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    status?: number,
  ) {
    super(message);
    this.status = status ?? STATUS_OF[code];
  }
}

export function invalid(message: string): AutomationError {
  return new AutomationError(ErrorCode.invalidParameter, message);
}

export function notFound(message: string): AutomationError {
  return new AutomationError(ErrorCode.notFound, message);
}

/** Answers every error as `{code, message, errorId, timestamp}`. The log has the id of those that are defects of ours. */
export function answerErrors({ ids, clock, log }: Switchboard): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { code, message, status } = describe(error);
    const errorId = ids.uuid();
    if (status === 500) {
      log.error(
        `A request failed (${errorId}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    // Else the rest of the body would be read to its end, however long it is.
    if (status === 413) response.set("Connection", "close");
    if (status === 503) response.set("Retry-After", String(RETRY_AFTER_S));
    response.status(status).json({ code, message, errorId, timestamp: new Date(clock.now()).toISOString() });
  };
}

function describe(error: unknown): AutomationError {
  if (error instanceof AutomationError) return error;
  if (error instanceof NotFound) return notFound(error.message);
  if (error instanceof FlowRefused) return new AutomationError(ErrorCode.invalidDefinition, error.message);
  if (error instanceof StoreUnavailable) {
    return new AutomationError(ErrorCode.internal, `Nothing can be stored now: ${error.message}`, 503);
  }
  if (isClientError(error))
    return new AutomationError(ErrorCode.invalidParameter, error.message, documented(error.status));
  return new AutomationError(ErrorCode.internal, "The request failed; the log says why.");
}

/** Errors of the body parsers and of Express carry a status. */
function isClientError(error: unknown): error is Error & { status: number } {
  if (error instanceof ApiError) return true;
  if (!(error instanceof Error) || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500;
}

/** A bad body or path is a 400 here, whatever is bad about it, and only its size has a status of its own (D38). */
function documented(status: number): number {
  return status === 413 ? 413 : 400;
}
