import { normalizeUrn, urnParts } from "../../runtime/contacts/urns.js";

const WHATSAPP = "whatsapp:";

/** The URN of somebody whom Twilio names `+12065550100`, `12345` (a short code) or `whatsapp:+12065550100`. */
export function urnOf(address: string): string {
  return address.startsWith(WHATSAPP)
    ? `whatsapp:${address.slice(WHATSAPP.length).replace(/^\+/, "")}`
    : normalizeUrn(`tel:${address}`);
}

/** How Twilio names somebody; undefined where it cannot reach such URNs. */
export function addressOfUrn(urn: string): string | undefined {
  const { scheme, path } = urnParts(urn) ?? { scheme: "", path: "" };
  if (scheme === "tel") return path;
  return scheme === "whatsapp" ? `${WHATSAPP}+${path}` : undefined;
}

/** Whether Twilio names somebody on WhatsApp so. */
export function isWhatsApp(address: string): boolean {
  return address.startsWith(WHATSAPP);
}

/** Whether Twilio dials it as a number (E.164). */
export function isNumber(address: string): boolean {
  return /^\+[1-9][0-9]{1,14}$/.test(address);
}
