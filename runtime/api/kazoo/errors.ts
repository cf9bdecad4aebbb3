import type { ErrorRequestHandler } from "express";
import { toOrdered } from "../../formats/metaflows/index.js";
import type { Json } from "../../json.js";
import { StoreUnavailable } from "../../store/errors.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { sendEnvelope } from "./envelope.js";

/** Seconds after which a client is asked to try again when the store cannot take anything. */
const RETRY_AFTER_S = 1;

/** An answer other than success, in Kazoo's words (kazoo-metaflows.md section 8.1). */
export class KazooError extends Error {
  override readonly name = "KazooError";
  constructor(
    readonly status: number,
    message: string,
    readonly data: Json = {},
  ) {
    super(message);
  }
}

/** Answers every error as an envelope. What it does not know is our defect: logged, and not shown. */
export function answerErrors(switchboard: Switchboard): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, message, data } = describe(error, switchboard);
    if (status === 503) response.set("Retry-After", String(RETRY_AFTER_S));
    // Else the rest of the body would be read to its end, however long it is.
    if (status === 413) response.set("Connection", "close");
    sendEnvelope(response, switchboard, status, { error: String(status), message, data: toOrdered(data) });
  };
}

function describe(error: unknown, { log }: Switchboard): Pick<KazooError, "status" | "message" | "data"> {
  if (error instanceof KazooError) return error;
  if (error instanceof StoreUnavailable) return new KazooError(503, "datastore unavailable", { cause: error.message });
  if (isTooLong(error)) return new KazooError(413, "request entity too large");
  log.error(`A request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new KazooError(500, "init failed");
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && "type" in error && error.type === "entity.too.large";
}
