import express, { type Request, type RequestHandler } from "express";
import { isObject, parseOrdered, type Ordered, type OrderedObject } from "../../formats/metaflows/index.js";
import { KazooError } from "./errors.js";

/**
 * Reads bodies as text whatever they are called: the documented `curl -d` says that it sends a form. A page of another origin
 * cannot send the header with the token, so nothing is lost by that.
 */
export function textBodies(maxBytes: number): RequestHandler {
  return express.text({ type: () => true, limit: maxBytes });
}

/** The JSON object in the request's body. Throws a `KazooError` 400. */
export function readEnvelope(request: Request): OrderedObject {
  const envelope = parse(typeof request.body === "string" ? request.body : "");
  if (isObject(envelope)) return envelope;
  throw new KazooError(400, "invalid request envelope", { message: "The body has to be a JSON object." });
}

/** Its `data`, which is an object too. Throws a `KazooError` 400. */
export function dataOf(envelope: OrderedObject): OrderedObject {
  const data = envelope.get("data");
  if (isObject(data)) return data;
  throw new KazooError(400, "invalid request envelope", {
    data: { required: { message: "Field is required but missing" } },
  });
}

function parse(text: string): Ordered {
  try {
    return parseOrdered(text);
  } catch (error) {
    // A RangeError: values inside values without end.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new KazooError(400, "invalid request body", {
      json: { invalid: { message: `The body is no JSON: ${error.message}` } },
    });
  }
}
