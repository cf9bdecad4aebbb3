import { createHash } from "node:crypto";

const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuid4(value: unknown): value is string {
  return typeof value === "string" && UUID4.test(value);
}

/** The same UUID for the same parts, for documents that want a UUID where a Program has another kind of id. */
export function derivedUuid(...parts: readonly string[]): string {
  const hex = digest(parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The same 16 hexadecimal digits for the same parts: an id as Node-RED's own are. */
export function derivedId(...parts: readonly string[]): string {
  return digest(parts).slice(0, 16);
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
