import { formatNationally } from "./phones.js";
import { formatUrn, urnParts } from "./urns.js";

/** Stands for the path of a URN where the environment's redaction policy hides URNs. */
const REDACTED = "********";

export type RedactionPolicy = "none" | "urns";

/** A URN as expressions see it: without its query, and without its path where URNs are redacted. */
export function urnText(urn: string, redaction: RedactionPolicy): string {
  const parts = urnParts(urn);
  if (!parts) return urn;
  return redaction === "urns" ? `${parts.scheme}:${REDACTED}` : formatUrn({ ...parts, query: "" });
}

/** A URN as people read it: a phone number in national form, else the display, else the path. */
export function urnDisplay(urn: string, redaction: RedactionPolicy): string {
  if (redaction === "urns") return REDACTED;
  const parts = urnParts(urn);
  if (!parts) return urn;
  const national = parts.scheme === "tel" ? formatNationally(parts.path) : undefined;
  return national ?? (parts.display || parts.path);
}
