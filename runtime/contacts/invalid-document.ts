import type { Static, TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

/** A document from outside (assets, a contact) that is not what its format demands. The message names each wrong place. */
export class InvalidDocumentError extends Error {
  override readonly name = "InvalidDocumentError";
}

/** How many wrong places a message names. */
const MAX_PLACES = 5;

/** Checkers of the schemas used so far: making one costs more than checking many documents. */
const validators = new WeakMap<TSchema, Validator>();

/**
 * The document, known to follow the schema; properties that the schema does not name are allowed.
 *
 * @param what names the document in the error, such as "contact".
 * @throws InvalidDocumentError
 */
export function checkDocument<Schema extends TSchema>(schema: Schema, document: unknown, what: string): Static<Schema> {
  const validator = validators.get(schema) ?? Compile(schema);
  validators.set(schema, validator);
  // The validator was made from this very schema.
  if (validator.Check(document)) return document as Static<Schema>;
  const places = validator
    .Errors(document)
    .slice(0, MAX_PLACES)
    .map(({ instancePath, message }) => `${instancePath === "" ? "the document" : instancePath.slice(1)} ${message}`);
  throw new InvalidDocumentError(`${what} is not valid: ${places.join("; ")}. Correct it and send it again.`);
}
