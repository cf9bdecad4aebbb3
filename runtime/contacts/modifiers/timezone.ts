import { findZone } from "../../expressions/excellent/index.js";
import { type ApplyModifier, changed, refused, unchanged } from "./modifier.js";

/** Says where the contact's clocks are (IANA name); "" says that it is not known. */
export interface TimezoneModifier {
  readonly type: "timezone";
  readonly timezone: string;
}

export const applyTimezone: ApplyModifier<TimezoneModifier> = (contact, { timezone }, context) => {
  if (timezone === (contact.timezone ?? "")) return unchanged(contact);
  if (findZone(timezone) === undefined) return refused(contact, `unrecognized timezone: '${timezone}'`);
  return changed({ ...contact, timezone }, [{ type: "contact_timezone_changed", timezone }], context);
};
