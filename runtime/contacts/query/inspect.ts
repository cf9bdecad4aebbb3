import type { FieldReference, Reference } from "../references.js";
import { isAttributeNamed, type QueryResolver } from "./properties.js";
import { conditionsOf, type QueryNode } from "./syntax.js";

/** What a query depends on. Lists are sorted by key or name. */
export interface QueryInspection {
  readonly attributes: readonly string[];
  readonly schemes: readonly string[];
  readonly fields: readonly FieldReference[];
  /** Groups that are not known are named by what they must be called. */
  readonly groups: readonly (Reference | { readonly name_match: string })[];
  /** Whether a group may have this query: not if it depends on ids, which URN redaction makes special, or on groups. */
  readonly allow_as_group: boolean;
}

export function inspectQuery(query: QueryNode, resolver?: QueryResolver): QueryInspection {
  const attributes = new Set<string>();
  const schemes = new Set<string>();
  const fields = new Map<string, FieldReference>();
  const groups = new Map<string, Reference | { name_match: string }>();
  for (const { property, value } of conditionsOf(query)) {
    if (property.type === "attribute") attributes.add(property.key);
    else if (property.type === "scheme") schemes.add(property.key);
    else fields.set(property.key, { key: property.key, name: property.field?.name ?? "" });
    if (isAttributeNamed(property, "group") && value !== "") {
      const group = resolver?.group(value);
      groups.set(value.toLowerCase(), group ? { uuid: group.uuid, name: group.name } : { name_match: value });
    }
  }
  return {
    attributes: [...attributes].sort(),
    schemes: [...schemes].sort(),
    fields: sorted(fields),
    groups: sorted(groups),
    allow_as_group: !attributes.has("id") && !attributes.has("group"),
  };
}

function sorted<Value>(values: ReadonlyMap<string, Value>): Value[] {
  return [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
