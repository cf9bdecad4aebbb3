import type { ContactStatus } from "../contact.js";
import { type ApplyModifier, changed, unchanged } from "./modifier.js";

/** Activates, blocks, stops or archives the contact. One that is not active any more leaves all its groups. */
export interface StatusModifier {
  readonly type: "status";
  readonly status: ContactStatus;
}

export const applyStatus: ApplyModifier<StatusModifier> = (contact, { status }, context) => {
  if (status === contact.status) return unchanged(contact);
  return changed({ ...contact, status }, [{ type: "contact_status_changed", status }], context);
};
