import { Type, type Static } from "typebox";

/** How documents name an asset that has a UUID. */
export const ReferenceSchema = Type.Object({
  uuid: Type.String({ title: "UUID" }),
  name: Type.String({ title: "Name" }),
});
export type Reference = Static<typeof ReferenceSchema>;

/** How documents name a contact field. */
export type FieldReference = { key: string; name: string };

export type AssetKind =
  "channel" | "classifier" | "field" | "group" | "label" | "template" | "ticketer" | "user" | "flow";

/** A reference that the assets do not hold (goflow.md section 27). */
export interface MissingDependency {
  readonly kind: AssetKind;
  readonly reference: Reference | FieldReference | { email: string; name: string };
}

/** The text of the error event that tells of a missing dependency. */
export function missingDependencyText({ kind, reference }: MissingDependency): string {
  const properties = Object.entries(reference).map(([key, value]) => `${key}=${value}`);
  return `missing dependency: ${kind}[${properties.join(",")}]`;
}
