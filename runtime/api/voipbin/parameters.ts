import type { Request } from "express";
import Type from "typebox";
import { invalid } from "./errors.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The id in the path. Throws 400 `INVALID_ID` where it is none. */
export function idOf(request: Request): string {
  const { id = "" } = request.params;
  if (!isUuid(id)) throw invalid("INVALID_ID", `'${id}' is no id: it must be a UUID.`);
  return id;
}

/** Somebody to call or to write to (voipbin-flow.md section 11). */
export const addressShape = Type.Object({
  type: Type.Optional(Type.String({ maxLength: 64 })),
  target: Type.String({ minLength: 1, maxLength: 255 }),
  target_name: Type.Optional(Type.String({ maxLength: 255 })),
  name: Type.Optional(Type.String({ maxLength: 255 })),
});

/** People that one request may call or write to. */
const MOST_DESTINATIONS = 100;

export const destinationsShape = Type.Array(addressShape, { minItems: 1, maxItems: MOST_DESTINATIONS });
