import { Ajv } from "ajv";
import type { Static, TObject } from "typebox";
import type { Schema } from "../validation/schema.js";
import { violations } from "../validation/violations.js";

/** What is wrong with one field of a value that came from outside. */
export interface FieldProblem {
  /** Path of the field, such as `attachments/0`; "" for the value as a whole. */
  readonly field: string;
  readonly message: string;
}

export type Shaped<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const ajv = new Ajv({ allErrors: true, strictSchema: false });

/** Makes a reader of values of a shape that come from outside; what it refuses, it explains field by field. */
export function shape<Fields extends TObject>(schema: Fields): (value: unknown) => Shaped<Static<Fields>> {
  const validate = ajv.compile<Static<Fields>>(schema);
  return (value) => {
    if (validate(value)) return { ok: true, value };
    const explained = violations(schema as Schema, value).map(({ path, text }) => ({
      field: path.join("/"),
      message: text,
    }));
    const raw = (validate.errors ?? []).map(({ instancePath, message }) => ({
      field: instancePath.slice(1),
      message: message ?? "is not as expected",
    }));
    return { ok: false, problems: explained.length > 0 ? explained : raw };
  };
}
