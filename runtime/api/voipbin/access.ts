import type { Request, RequestHandler } from "express";
import { sameToken } from "../token.js";
import { VoipbinError } from "./errors.js";

/**
 * Lets a request pass that brings the token in one of the documented ways (voipbin-flow.md section 9): the cookie `token`, else
 * the query's `token`, else `Authorization: Bearer`; an access key is the same token as `accesskey` in the query or a cookie.
 */
export function requireToken(token: string): RequestHandler {
  return (request, _response, next) => {
    const given = [...(isForeign(request) ? [] : cookies(request)), ...inQuery(request), ...bearer(request)];
    if (given.some((each) => sameToken(token, each))) return next();
    const [reason, message] =
      given.length === 0
        ? [
            "AUTHENTICATION_REQUIRED",
            "Send the token: '?token=TOKEN', '?accesskey=TOKEN' or 'Authorization: Bearer TOKEN'.",
          ]
        : ["INVALID_CREDENTIALS", "The token is not the one of this server."];
    next(new VoipbinError("UNAUTHENTICATED", reason!, message!));
  };
}

const NAMES: readonly string[] = ["token", "accesskey"];

function cookies(request: Request): string[] {
  const pairs = (request.get("cookie") ?? "").split(/; */).map((pair) => pair.split("="));
  return pairs.flatMap(([name, value]) => (NAMES.includes(name ?? "") && value !== undefined ? [decode(value)] : []));
}

function inQuery({ query }: Request): string[] {
  return NAMES.flatMap((name) => (typeof query[name] === "string" ? [query[name]] : []));
}

function bearer(request: Request): string[] {
  const [, given] = /^Bearer +(\S+) *$/i.exec(request.get("authorization") ?? "") ?? [];
  return given === undefined ? [] : [given];
}

/** A cookie is sent along by pages of others too; their requests say where they come from. */
function isForeign(request: Request): boolean {
  const origin = request.get("origin");
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.get("host");
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
