import { checkPath, isScheme, normalizePath } from "./urn-schemes.js";

/** A URN taken apart; its text is `scheme:path[?query][#display]`. Nothing here is escaped. */
export interface UrnParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
  readonly display: string;
}

export type ParsedUrn =
  { readonly ok: true; readonly parts: UrnParts } | { readonly ok: false; readonly problem: string };

const UNESCAPED: Readonly<Record<string, string>> = { "%23": "#", "%25": "%", "%3F": "?" };

/** Takes a URN apart without asking whether its scheme is known or its path makes sense. */
export function parseUrn(urn: string): ParsedUrn {
  const parts = { scheme: "", path: "", query: "", display: "" };
  let part: keyof typeof parts = "scheme";
  for (const character of urn) {
    if (character === ":" && part === "scheme") {
      part = "path";
    } else if (character === "?") {
      if (part !== "path") return { ok: false, problem: "query component can only come after path component" };
      part = "query";
    } else if (character === "#") {
      if (part !== "path" && part !== "query") {
        return { ok: false, problem: "fragment component can only come after path or query components" };
      }
      part = "display";
    } else {
      parts[part] += character;
    }
  }
  if (parts.scheme === "") return { ok: false, problem: "scheme cannot be empty" };
  if (parts.path === "") return { ok: false, problem: "path cannot be empty" };
  return {
    ok: true,
    parts: {
      scheme: parts.scheme,
      path: unescape(parts.path),
      query: unescape(parts.query),
      display: unescape(parts.display),
    },
  };
}

/** The parts of a URN, or undefined if the text has no URN's structure. */
export function urnParts(urn: string): UrnParts | undefined {
  const parsed = parseUrn(urn);
  return parsed.ok ? parsed.parts : undefined;
}

/** Writes a URN; `query` and `display` may be empty. */
export function formatUrn({ scheme, path, query, display }: UrnParts): string {
  const tail = (query === "" ? "" : `?${escape(query)}`) + (display === "" ? "" : `#${escape(display)}`);
  return `${scheme}:${escape(path)}${tail}`;
}

/** What makes two URNs the same one: scheme and path. */
export function urnIdentity(urn: string): string {
  const parts = urnParts(urn);
  return parts ? `${parts.scheme}:${escape(parts.path)}` : urn;
}

/** Says what is wrong with a URN (structure, scheme or path), or undefined if nothing is. */
export function urnProblem(urn: string): string | undefined {
  const parts = urnParts(urn);
  if (!parts) return "scheme or path cannot be empty";
  if (!isScheme(parts.scheme)) return `invalid scheme: '${parts.scheme}'`;
  return checkPath(parts.scheme, parts.path, parts.display);
}

/** What a client is told of a text that is no URN, for what `urnProblem` found. */
export function noUrn(problem: string): string {
  return `is no URN, as tel:+12065550100 is: ${problem}`;
}

/**
 * The form in which URNs are compared and stored (goflow.md section 16). What has no URN's structure stays as it is.
 *
 * @param country ISO 3166 alpha-2 code for phone numbers without country code.
 */
export function normalizeUrn(urn: string, country?: string): string {
  const parts = urnParts(urn.trim());
  if (!parts) return urn;
  return formatUrn({ ...parts, ...normalizePath(parts.scheme, parts.path.trim(), parts.display.trim(), country) });
}

/** UUID of the channel that the URN belongs to, as its query says. */
export function urnChannel(urn: string): string | undefined {
  return new URLSearchParams(urnParts(urn)?.query ?? "").get("channel") || undefined;
}

/** The URN made to belong to a channel (its UUID), or to none. */
export function withUrnChannel(urn: string, channel: string | undefined): string {
  const parts = urnParts(urn);
  if (!parts || urnChannel(urn) === channel) return urn;
  const query = new URLSearchParams(parts.query);
  if (channel === undefined) query.delete("channel");
  else query.set("channel", channel);
  query.sort();
  return formatUrn({ ...parts, query: query.toString() });
}

function escape(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("#", "%23").replaceAll("?", "%3F");
}

function unescape(text: string): string {
  return text.replace(/%23|%25|%3F/g, (escaped) => UNESCAPED[escaped] ?? escaped);
}
