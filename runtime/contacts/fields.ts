import { Type, type Static } from "typebox";
import {
  Decimal,
  type Environment,
  type Location,
  readDateTime,
  readIsoDateTime,
  readNumber,
  renderDateTime,
  type XDateTime,
} from "../expressions/excellent/index.js";
import type { AssetIndex } from "./asset-index.js";
import type { Field, FieldType } from "./asset-types.js";
import { isLocationPath, LOCATION_LEVELS, parentPath } from "./locations.js";

/**
 * A field's value as documents have it: the text, and every reading of it that works. `datetime` is ISO with an offset; `state`,
 * `district` and `ward` are paths, "Rwanda > Kigali City".
 */
export const FieldValueSchema = Type.Object({
  text: Type.String(),
  number: Type.Optional(Type.Number()),
  datetime: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  district: Type.Optional(Type.String()),
  ward: Type.Optional(Type.String()),
});
export type FieldValue = Static<typeof FieldValueSchema>;

/** Values of a contact by the fields' keys; what is not set is absent. */
export type FieldValues = Record<string, FieldValue>;

/**
 * Reads a text into a field's value (goflow.md section 16, "Field values").
 *
 * @param values the contact's other values: a district is looked for under the contact's state, a ward under its district.
 * @returns undefined for the empty text, which clears a field.
 */
export function readFieldValue(
  text: string,
  field: Field,
  values: FieldValues,
  fields: AssetIndex<Field>,
  environment: Environment,
): FieldValue | undefined {
  if (text === "") return undefined;
  const number = readNumber(text.trim())?.toNumber();
  const datetime = readDateTime(environment, text, "now");
  const location = findLocation(text, field.type, values, fields, environment);
  return {
    text,
    // Digits beyond what a double can hold are no JSON number.
    ...(number !== undefined && Number.isFinite(number) && { number }),
    ...(datetime && { datetime: renderDateTime(datetime) }),
    ...(location && locationPaths(location)),
  };
}

/** What expressions see of a value: only the reading of the field's own type; locations are paths. */
export function typedFieldValue(
  type: FieldType,
  value: FieldValue | undefined,
): string | Decimal | XDateTime | undefined {
  switch (type) {
    case "number":
      return value && numberOf(value);
    case "datetime":
      return value?.datetime === undefined ? undefined : readIsoDateTime(value.datetime);
    case "text":
    case "state":
    case "district":
    case "ward":
      return value?.[type];
  }
}

/** The text has the number's own digits, which may be more than JSON's number keeps; but it need not be the number. */
function numberOf({ text, number }: FieldValue): Decimal | undefined {
  if (number === undefined) return undefined;
  const exact = readNumber(text.trim());
  return exact?.toNumber() === number ? exact : new Decimal(number);
}

function findLocation(
  text: string,
  type: FieldType,
  values: FieldValues,
  fields: AssetIndex<Field>,
  environment: Environment,
): Location | undefined {
  const { locations } = environment;
  if (!locations) return undefined;
  if (isLocationPath(text)) return locations.findByPath(text);
  switch (type) {
    case "state":
      return locations.findByName(text, LOCATION_LEVELS.state)[0];
    case "district":
      return under("state");
    case "ward":
      return under("district");
    default:
      return undefined;
  }

  function under(parentType: "state" | "district"): Location | undefined {
    const parentField = fields.all.find((field) => field.type === parentType);
    const path = parentField && values[parentField.key]?.[parentType];
    const parent = path === undefined ? undefined : locations?.findByPath(path);
    return parent && locations?.findByName(text, parent.level + 1, parent)[0];
  }
}

/** A district is also in a state, a ward in both. */
function locationPaths({ level, path }: Location): Partial<FieldValue> {
  const parent = parentPath(path) ?? "";
  switch (level) {
    case LOCATION_LEVELS.state:
      return { state: path };
    case LOCATION_LEVELS.district:
      return { state: parent, district: path };
    case LOCATION_LEVELS.ward:
      return { state: parentPath(parent) ?? "", district: parent, ward: path };
    default:
      return {};
  }
}
