import { Decimal, readIsoDateTime } from "../../expressions/excellent/index.js";
import type { AssetIndex } from "../asset-index.js";
import type { Field } from "../asset-types.js";
import type { Contact } from "../contact.js";
import { typedFieldValue } from "../fields.js";
import { locationName } from "../locations.js";
import { urnParts } from "../urns.js";
import type { QueryValue, QueryValues } from "./evaluate.js";
import type { AttributeName, Property } from "./properties.js";

/** What queries see of a contact. A property is read once, however many groups ask for it. */
export function contactQueryValues(contact: Contact, fields: AssetIndex<Field>): QueryValues {
  const known = new Map<string, readonly QueryValue[]>();
  return (property) => {
    const name = `${property.type} ${property.key}`;
    const values = known.get(name) ?? propertyValues(contact, property, fields);
    known.set(name, values);
    return values;
  };
}

function propertyValues(contact: Contact, property: Property, fields: AssetIndex<Field>): QueryValue[] {
  switch (property.type) {
    case "attribute":
      return attributeValues(contact, property.key);
    case "scheme":
      return urnPaths(contact, property.key);
    case "field":
      return fieldValues(contact, fields.get(property.key));
  }
}

function attributeValues(contact: Contact, attribute: AttributeName): QueryValue[] {
  switch (attribute) {
    case "uuid":
      return [contact.uuid];
    case "id":
      return present(contact.id === undefined ? undefined : String(contact.id));
    case "name":
    case "language":
      return present(contact[attribute]);
    case "urn":
      return urnPaths(contact);
    case "group":
      return contact.groups.map(({ name }) => name);
    case "tickets":
      return [new Decimal(contact.tickets.length)];
    case "created_on":
    case "last_seen_on":
      return present(readIsoDateTime(contact[attribute] ?? ""));
  }
}

/** Paths of the contact's URNs, of one scheme if it is given. */
function urnPaths(contact: Contact, scheme?: string): string[] {
  return contact.urns.flatMap((urn) => {
    const parts = urnParts(urn);
    return parts && (scheme === undefined || parts.scheme === scheme) ? [parts.path] : [];
  });
}

/** Places are compared by their bare names. */
function fieldValues(contact: Contact, field: Field | undefined): QueryValue[] {
  if (!field) return [];
  const value = typedFieldValue(field.type, contact.fields[field.key]);
  const isPlace = field.type === "state" || field.type === "district" || field.type === "ward";
  return present(isPlace && typeof value === "string" ? locationName(value) : value);
}

function present<Value extends QueryValue>(value: Value | undefined): QueryValue[] {
  return value === undefined || value === "" ? [] : [value];
}
