import type { Request, RequestHandler } from "express";
import { sameToken, type AccountToken } from "../token.js";
import { KazooError } from "./errors.js";

/** Lets a request pass that brings a token of its account: in `X-Auth-Token`, as `Authorization: Bearer`, or as `auth_token` of a GET. */
export function requireAuthToken(tokens: readonly AccountToken[]): RequestHandler {
  return (request, response, next) => {
    const given = tokenOf(request);
    const known = tokens.find(({ token }) => given !== undefined && sameToken(token, given));
    if (!known) {
      return next(
        new KazooError(401, "invalid_credentials", { message: "Send the token in the header 'X-Auth-Token'." }),
      );
    }
    response.locals["authToken"] = given;
    const account = request.params["account"];
    if (known.account === undefined || known.account === account) return next();
    next(new KazooError(403, "forbidden", { message: `The token is not one of account ${account}.` }));
  };
}

function tokenOf(request: Request): string | undefined {
  const header = request.get("x-auth-token");
  if (header !== undefined) return header.trim();
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(request.get("authorization") ?? "") ?? [];
  if (bearer !== undefined) return bearer;
  const inQuery = request.method === "GET" ? request.query["auth_token"] : undefined;
  return typeof inQuery === "string" ? inQuery : undefined;
}
