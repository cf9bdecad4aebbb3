import express, { type ErrorRequestHandler, type Request, type RequestHandler } from "express";
import type { Json } from "../json.js";
import { ApiError } from "./errors.js";
import type { FieldProblem, Shaped } from "./shape.js";

const METHODS_WITH_BODY: readonly string[] = ["POST", "PUT", "PATCH", "DELETE"];

/**
 * Parses JSON bodies, whatever the server around us does with them. A body that is too long is refused while it is read, not
 * once it is in memory. Other types of content are refused: a form on a foreign page must not be able to send anything.
 */
export function jsonBodies(maxBytes: number): (RequestHandler | ErrorRequestHandler)[] {
  return [refuseOtherContent, parseWithin(maxBytes), explain(maxBytes)];
}

const refuseOtherContent: RequestHandler = (request, _response, next) => {
  // Without a body there is no type either (`null`).
  const needsJson = METHODS_WITH_BODY.includes(request.method) && request.is("application/json") === false;
  next(needsJson ? new ApiError(415, "Send JSON, with the header 'Content-Type: application/json'.") : undefined);
};

/** The parser notices a body that is too long, but answers only at its end, which may never come. */
function parseWithin(maxBytes: number): RequestHandler {
  const parse = express.json({ limit: maxBytes });
  return (request, response, next) => {
    let received = 0;
    let through = false;
    const once = (error?: unknown): void => {
      if (through) return;
      through = true;
      next(error);
    };
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxBytes) once(tooLong(maxBytes));
    });
    parse(request, response, once);
  };
}

function tooLong(maxBytes: number): ApiError {
  return new ApiError(413, `The body is longer than ${maxBytes} bytes.`);
}

function explain(maxBytes: number): ErrorRequestHandler {
  return (error: { type?: string; message: string }, _request, _response, next) => {
    if (error.type === "entity.too.large") next(tooLong(maxBytes));
    else if (error.type === "entity.parse.failed") next(new ApiError(400, `The body is no JSON: ${error.message}`));
    else next(error);
  };
}

/** The request's body in the shape that the route needs. Throws an `ApiError` 400 that names what is wrong. */
export function readBody<T>(request: Request, read: (value: unknown) => Shaped<T>): T {
  const shaped = read(request.body);
  if (!shaped.ok)
    throw new ApiError(400, `The body is not as expected: ${sentence(shaped.problems)}`, problemList(shaped.problems));
  return shaped.value;
}

function sentence(problems: readonly FieldProblem[]): string {
  return `${problems.map(({ field, message }) => (field === "" ? message : `'${field}' ${message}`)).join("; ")}.`;
}

function problemList(problems: readonly FieldProblem[]): { problems: Json } {
  return { problems: problems.map(({ field, message }) => ({ field, message })) };
}

/** One value of the query string; undefined where it is absent or not a single text. */
export function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number of the query string, from 0 to `maximum`. Throws an `ApiError` 400 for anything else. */
export function queryNumber(request: Request, name: string, fallback: number, maximum: number): number {
  const text = queryText(request, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximum) {
    throw new ApiError(400, `'${name}' must be a whole number from 0 to ${maximum}, is '${text}'.`);
  }
  return value;
}
