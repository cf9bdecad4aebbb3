import type { Request } from "express";
import { DateTime } from "luxon";
import { isJsonObject, type JsonObject } from "../../json.js";
import type { Page } from "../../store/store.js";
import { invalid } from "./errors.js";

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;
/** Pages beyond have nothing that a store could count to. */
const MAX_OFFSET = 1_000_000_000;
const MAX_VERSION = 2 ** 31 - 1;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The account in the path. */
export function accountOf(request: Request): string {
  return request.params["accountId"] ?? "";
}

/** Throws where the id is no uuid (8x8-automation.md D26). */
export function definitionIdOf(request: Request): string {
  return uuid(request.params["definitionId"], "definition");
}

/** Throws where the id is no uuid. */
export function workflowIdOf(request: Request): string {
  return uuid(request.params["workflowId"], "workflow");
}

function uuid(given: string | undefined, of: "definition" | "workflow"): string {
  if (given === undefined || !UUID.test(given)) throw invalid(`Invalid ${of} id.`);
  return given.toLowerCase();
}

/** `limit` items of page `offset`, pages counted from 0 (8x8-automation.md D25). */
export function pageOf(request: Request): Page {
  const limit = integer(request, "limit", 1, MAX_LIMIT) ?? DEFAULT_LIMIT;
  const offset = integer(request, "offset", 0, MAX_OFFSET) ?? 0;
  return { limit, offset: offset * limit };
}

export function versionOf(request: Request): number | undefined {
  return integer(request, "version", 1, MAX_VERSION);
}

/** An ISO 8601 time, without an offset in UTC, in milliseconds since 1970 UTC. */
export function timeOf(request: Request, name: string): number | undefined {
  const given = text(request, name);
  if (given === undefined) return undefined;
  // A plus that a client did not encode arrives as a space.
  const time = DateTime.fromISO(given.replace(" ", "+"), { zone: "utc" });
  if (!time.isValid) throw invalid(`Invalid ${name}: it must be an ISO 8601 time.`);
  return time.toMillis();
}

export function flagOf(request: Request, name: string): boolean {
  const given = text(request, name)?.toLowerCase() ?? "false";
  if (given !== "true" && given !== "false") throw invalid(`Invalid ${name}: it must be true or false.`);
  return given === "true";
}

/** One value of the query string. Throws where it is given more than once. */
export function text(request: Request, name: string): string | undefined {
  const given = request.query[name];
  if (given === undefined) return undefined;
  if (typeof given !== "string") throw invalid(`Invalid ${name}: it must be given once.`);
  return given;
}

/** The body. Throws where it is no JSON object. */
export function objectOf(request: Request): JsonObject {
  const body: unknown = request.body;
  if (isEmpty(request) || !isJsonObject(body)) throw invalid("The request body must be a JSON object.");
  return body;
}

/** The parser takes a body of no bytes for an empty object. */
function isEmpty(request: Request): boolean {
  return request.get("transfer-encoding") === undefined && Number(request.get("content-length") ?? 0) === 0;
}

function integer(request: Request, name: string, minimum: number, maximum: number): number | undefined {
  const given = text(request, name);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!/^\d+$/.test(given) || value < minimum || value > maximum) {
    throw invalid(`Invalid ${name}: it must be a whole number from ${minimum} to ${maximum}.`);
  }
  return value;
}
