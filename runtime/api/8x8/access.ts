import type { RequestHandler } from "express";
import { sameToken, type AccountToken } from "../token.js";
import { AutomationError, ErrorCode } from "./errors.js";

/** Lets a request pass that brings a token (`Authorization: Bearer`) for the account in its path. */
export function requireAccount(tokens: readonly AccountToken[]): RequestHandler {
  return (request, _response, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(request.get("authorization") ?? "") ?? [];
    const known = given === undefined ? [] : tokens.filter(({ token }) => sameToken(token, given));
    const { accountId } = request.params;
    if (known.length === 0) {
      next(new AutomationError(ErrorCode.unauthorized, "Unauthorized: send 'Authorization: Bearer <api key>'."));
    } else if (known.some(({ account }) => account === undefined || account === accountId)) next();
    else next(new AutomationError(ErrorCode.forbidden, `Forbidden: this api key is not for account ${accountId}.`));
  };
}
