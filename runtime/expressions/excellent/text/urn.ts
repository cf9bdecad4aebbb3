import { error, type XError } from "../values/value.js";

/** The parts of a contact's address `scheme:path?query#display`. */
export interface UrnParts {
  readonly scheme: string;
  readonly path: string;
  readonly display: string;
}

/** Cuts an address into its parts; neither scheme nor path may be empty. Nothing is normalized. */
export function readUrn(urn: string): UrnParts | XError {
  const [withoutDisplay = "", display = ""] = splitOnce(urn, "#");
  const [withoutQuery = ""] = splitOnce(withoutDisplay, "?");
  const [scheme = "", path = ""] = splitOnce(withoutQuery, ":");
  if (scheme === "") return error(`${urn} is not a valid URN: scheme cannot be empty`);
  if (path === "") return error(`${urn} is not a valid URN: path cannot be empty`);
  return { scheme, path, display };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
