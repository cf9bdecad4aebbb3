import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";

/** A document from outside (assets, a contact) that is not what its format demands. The message names each wrong place. */
export class InvalidDocumentError extends Error {
  override readonly name = "InvalidDocumentError";
}

/** How many wrong places a message names. */
const MAX_PLACES = 5;

/**
 * The document, known to follow the schema; properties that the schema does not name are allowed.
 *
 * @param what names the document in the error, such as "contact".
 * @throws InvalidDocumentError
 */
export function checkDocument<Schema extends TSchema>(schema: Schema, document: unknown, what: string): Static<Schema> {
  if (Value.Check(schema, document)) return document;
  const places = [...Value.Errors(schema, document)]
    .slice(0, MAX_PLACES)
    .map(({ instancePath, message }) => `${instancePath === "" ? "the document" : instancePath.slice(1)} ${message}`);
  throw new InvalidDocumentError(`${what} is not valid: ${places.join("; ")}. Correct it and send it again.`);
}
