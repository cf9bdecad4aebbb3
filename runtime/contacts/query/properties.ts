import type { FieldType } from "../asset-types.js";
import type { Reference } from "../references.js";
import { isScheme } from "../urn-schemes.js";

/** Of what type a property's values are; a field's is not known without a resolver. */
export type ValueType = FieldType | "unknown";

/** What a query can ask of every contact. */
const ATTRIBUTES = {
  uuid: "text",
  id: "text",
  name: "text",
  language: "text",
  urn: "text",
  group: "text",
  tickets: "number",
  created_on: "datetime",
  last_seen_on: "datetime",
} as const satisfies Readonly<Record<string, ValueType>>;

export type AttributeName = keyof typeof ATTRIBUTES;

/** What a condition is about: an attribute, the URNs of a scheme, or a contact field. */
export type Property =
  | { readonly type: "attribute"; readonly key: AttributeName }
  | { readonly type: "scheme"; readonly key: string }
  | { readonly type: "field"; readonly key: string; readonly field?: QueryField };

/** A contact field as queries need it. */
export interface QueryField {
  readonly key: string;
  readonly name: string;
  readonly type: FieldType;
}

/** Knows the fields and groups that queries may name. Without one, any name is taken for a field's. */
export interface QueryResolver {
  field(key: string): QueryField | undefined;
  /** A group by name, in whatever case. */
  group(name: string): Reference | undefined;
}

/** The property of a key in lower case; undefined if there is none. */
export function propertyOf(key: string, resolver: QueryResolver | undefined): Property | undefined {
  if (isAttribute(key)) return { type: "attribute", key };
  if (isScheme(key)) return { type: "scheme", key };
  if (!resolver) return { type: "field", key };
  const field = resolver.field(key);
  return field && { type: "field", key, field };
}

export function valueTypeOf(property: Property): ValueType {
  switch (property.type) {
    case "attribute":
      return ATTRIBUTES[property.key];
    case "scheme":
      return "text";
    case "field":
      return property.field?.type ?? "unknown";
  }
}

/** Whether the property's values are URNs. */
export function isUrnProperty(property: Property): boolean {
  return property.type === "scheme" || isAttributeNamed(property, "urn");
}

export function isAttributeNamed(property: Property, key: AttributeName): boolean {
  return property.type === "attribute" && property.key === key;
}

function isAttribute(key: string): key is AttributeName {
  return Object.hasOwn(ATTRIBUTES, key);
}
