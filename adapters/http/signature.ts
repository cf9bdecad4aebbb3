import { createHmac, timingSafeEqual } from "node:crypto";

/** A signature by HMAC-SHA256 (RFC 2104) of a body, in hexadecimal digits. */
export function signatureOf(secret: string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

/**
 * Whether a header's signature is that of the body. Providers write it in hexadecimal digits or Base64, some with `sha256=` before
 * it.
 */
export function isSignature(given: string, secret: string, body: Uint8Array): boolean {
  const text = given.replace(/^sha256=/i, "").trim();
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
  const right = createHmac("sha256", secret).update(body).digest();
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

/** Compares without telling by its time how much is right. */
export function isSame(given: string, right: string): boolean {
  const [one, other] = [given, right].map((text) => createHmac("sha256", "compare").update(text).digest());
  return timingSafeEqual(one!, other!);
}
