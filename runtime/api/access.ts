import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { ApiError } from "./errors.js";
import { sameToken } from "./token.js";

const COOKIE = "switchboard_token";
/** A login form holds a token and a page's name. */
const MAX_FORM_BYTES = 8 * 1024;
/** Pages that a login may lead to: paths below our own, never an address. */
const PAGE_PATH = /^[\w-]+(\/[\w-]+)*$/;
const LOGIN_FOLDER = join(__dirname, "login");
const loginPage = readFileSync(join(LOGIN_FOLDER, "index.html"), "utf8");
/** The form's field that says where to go on. */
const DEFAULT_PAGE = 'value="simulator"';

/**
 * Lets a request pass that brings the token: as `Authorization: Bearer`, as `?token=` of a GET, or in the cookie that a page got.
 * A browser without it is led to the login page.
 */
export function requireToken(token: string): RequestHandler {
  return (request, response, next) => {
    const inQuery = isSafe(request) ? request.query["token"] : undefined;
    if (typeof inQuery === "string" && sameToken(token, inQuery)) {
      if (!wantsPage(request)) return next();
      setCookie(request, response, token);
      return response.redirect(303, withoutToken(request));
    }
    if (hasBearer(request, token) || (hasCookie(request, token) && !isForeign(request))) return next();
    if (wantsPage(request)) return response.redirect(303, `${mountOf(response)}/login?to=${pageOf(request, response)}`);
    next(
      new ApiError(
        401,
        "Send the token: 'Authorization: Bearer TOKEN'. It is printed at the first start and kept in the user directory.",
      ),
    );
  };
}

/** Notes where the API is mounted, for the links and cookies of its pages. */
export const noteMount: RequestHandler = (request, response, next) => {
  response.locals["mount"] = request.baseUrl;
  next();
};

function mountOf(response: Response): string {
  return String(response.locals["mount"] ?? "");
}

/** The page that asks for the token and keeps it in a cookie. */
export function loginRoutes(token: string): Router {
  const router = express.Router();
  router.use(pageHeaders);
  router.get("/", (request, response) => {
    response.type("html").send(loginPage.replace(DEFAULT_PAGE, `value="${knownPage(request.query["to"])}"`));
  });
  router.post("/", express.urlencoded({ extended: false, limit: MAX_FORM_BYTES }), (request, response) => {
    const form = request.body as { token?: unknown; to?: unknown };
    const to = knownPage(form.to);
    if (typeof form.token !== "string" || !sameToken(token, form.token.trim())) {
      return response.redirect(303, `${mountOf(response)}/login?to=${to}#wrong`);
    }
    setCookie(request, response, token);
    response.redirect(303, `${mountOf(response)}/${to}`);
  });
  router.use(express.static(LOGIN_FOLDER, { index: false, redirect: false }));
  return router;
}

function knownPage(page: unknown): string {
  return typeof page === "string" && PAGE_PATH.test(page) ? page : "simulator";
}

function pageOf(request: Request, response: Response): string {
  return knownPage(new URL(request.originalUrl, "http://localhost").pathname.slice(mountOf(response).length + 1));
}

/** Headers of every page: nothing but our own files is loaded, run or sent to. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      // Attachments of messages are shown from where they are.
      "img-src 'self' https: data:",
      "media-src https:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
  });
  next();
};

function hasBearer(request: Request, token: string): boolean {
  const [, given] = /^Bearer +(\S+) *$/i.exec(request.get("authorization") ?? "") ?? [];
  return given !== undefined && sameToken(token, given);
}

function hasCookie(request: Request, token: string): boolean {
  const pairs = (request.get("cookie") ?? "").split(/; */).map((pair) => pair.split("="));
  const [, given] = pairs.find(([name]) => name === COOKIE) ?? [];
  return given !== undefined && sameToken(encodeURIComponent(token), given);
}

/** A cookie is sent along by pages of other ports of this host too; their requests say where they come from. */
function isForeign(request: Request): boolean {
  const origin = request.get("origin");
  if (isSafe(request) || origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.get("host");
}

function isSafe(request: Request): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

function wantsPage(request: Request): boolean {
  return isSafe(request) && request.accepts(["json", "html"]) === "html";
}

function setCookie(request: Request, response: Response, token: string): void {
  response.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: "strict",
    secure: request.secure,
    path: mountOf(response) || "/",
  });
}

function withoutToken(request: Request): string {
  const url = new URL(request.originalUrl, "http://localhost");
  url.searchParams.delete("token");
  return url.pathname + url.search;
}
