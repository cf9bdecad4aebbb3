import { type ApplyModifier, changed, truncate, unchanged } from "./modifier.js";

/** Names the contact; "" takes its name away. */
export interface NameModifier {
  readonly type: "name";
  readonly name: string;
}

export const applyName: ApplyModifier<NameModifier> = (contact, modifier, context) => {
  const name = truncate(modifier.name, context.environment.maxValueLength);
  if (name === (contact.name ?? "")) return unchanged(contact);
  return changed({ ...contact, name }, [{ type: "contact_name_changed", name }], context);
};
