import type { Contact } from "../contact.js";
import { applyChannel, type ChannelModifier } from "./channel.js";
import { applyField, type FieldModifier } from "./field.js";
import { applyGroups, type GroupsModifier } from "./groups.js";
import { applyLanguage, type LanguageModifier } from "./language.js";
import type { ModifierContext, ModifierResult } from "./modifier.js";
import { applyName, type NameModifier } from "./name.js";
import { applyStatus, type StatusModifier } from "./status.js";
import { applyTicket, type TicketModifier } from "./ticket.js";
import { applyTimezone, type TimezoneModifier } from "./timezone.js";
import { applyUrn, type UrnModifier } from "./urn.js";
import { applyUrns, type UrnsModifier } from "./urns.js";

export type { ModifierContext, ModifierResult } from "./modifier.js";

/** A change of a contact, in the documented form (goflow.md section 14). */
export type Modifier =
  | NameModifier
  | LanguageModifier
  | TimezoneModifier
  | StatusModifier
  | FieldModifier
  | GroupsModifier
  | UrnsModifier
  | UrnModifier
  | ChannelModifier
  | TicketModifier;

/** Changes a contact; the one given stays as it was. */
export function applyModifier(contact: Contact, modifier: Modifier, context: ModifierContext): ModifierResult {
  switch (modifier.type) {
    case "name":
      return applyName(contact, modifier, context);
    case "language":
      return applyLanguage(contact, modifier, context);
    case "timezone":
      return applyTimezone(contact, modifier, context);
    case "status":
      return applyStatus(contact, modifier, context);
    case "field":
      return applyField(contact, modifier, context);
    case "groups":
      return applyGroups(contact, modifier, context);
    case "urns":
      return applyUrns(contact, modifier, context);
    case "urn":
      return applyUrn(contact, modifier, context);
    case "channel":
      return applyChannel(contact, modifier, context);
    case "ticket":
      return applyTicket(contact, modifier, context);
  }
}
