import { isDeepStrictEqual } from "node:util";
import { readFieldValue } from "../fields.js";
import type { FieldReference } from "../references.js";
import { type ApplyModifier, changed, refusedForMissing, truncate, unchanged } from "./modifier.js";

/** Sets a contact field; "" clears it. */
export interface FieldModifier {
  readonly type: "field";
  readonly field: FieldReference;
  readonly value: string;
}

export const applyField: ApplyModifier<FieldModifier> = (contact, modifier, context) => {
  const { assets, environment } = context;
  const field = assets.fields.get(modifier.field.key);
  if (!field) return refusedForMissing(contact, { kind: "field", reference: modifier.field });

  const read = readFieldValue(modifier.value, field, contact.fields, assets.fields, environment);
  // All of the text is read, but only so much of it is kept.
  const value = read && { ...read, text: truncate(read.text, environment.maxValueLength) };
  const { [field.key]: before, ...others } = contact.fields;
  if (isDeepStrictEqual(value, before)) return unchanged(contact);

  const fields = value ? { ...others, [field.key]: value } : others;
  const reference = { key: field.key, name: field.name };
  return changed(
    { ...contact, fields },
    [{ type: "contact_field_changed", field: reference, value: value ?? null }],
    context,
  );
};
