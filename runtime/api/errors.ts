import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from "express";
import type { Json, JsonObject } from "../json.js";
import type { Log } from "../log.js";
import { StoreUnavailable } from "../store/errors.js";
import { FlowRefused, NotFound } from "../switchboard/switchboard.js";

/** Seconds after which a client is asked to try again when the store cannot take anything. */
const RETRY_AFTER_S = 1;

/** An answer other than success: what the client did wrong, or what is in its way. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    message: string,
    /** Further members of the error object in the answer. */
    readonly details: JsonObject = {},
  ) {
    super(message);
  }
}

/** Express 4 does not see the rejection of an async handler; this hands it on. */
export function handle(handler: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    handler(request, response).catch(next);
  };
}

/** Answers every error as `{error: {status, message, ...}}`. What it does not know is our defect: logged, and not shown. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, message, details } = describe(error, log);
    if (status === 503) response.set("Retry-After", String(RETRY_AFTER_S));
    // Else the rest of the body would be read to its end, however long it is.
    if (status === 413) response.set("Connection", "close");
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    response.status(status).json({ error: { status, message, ...details } satisfies Record<string, Json | undefined> });
  };
}

function describe(error: unknown, log: Log): { status: number; message: string; details?: JsonObject } {
  if (error instanceof ApiError) return error;
  if (error instanceof NotFound) return { status: 404, message: error.message };
  if (error instanceof FlowRefused) return { status: 409, message: error.message };
  if (error instanceof StoreUnavailable) {
    return { status: 503, message: `Nothing can be stored now, so nothing was accepted: ${error.message}` };
  }
  if (isClientError(error)) return { status: error.status, message: error.message };
  log.error(`A request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { status: 500, message: "The request failed; the log says why." };
}

/** Errors of Express and its body parsers carry the status to answer with. */
function isClientError(error: unknown): error is Error & { status: number } {
  if (!(error instanceof Error) || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500;
}
