import type { Environment } from "../../expressions/excellent/index.js";
import type { Event } from "../../session/event.js";
import type { Assets } from "../assets.js";
import type { Contact } from "../contact.js";
import { groupsChanged, reevaluateGroups } from "../groups.js";
import { missingDependencyText, type MissingDependency } from "../references.js";

/** What a change of a contact may look at. */
export interface ModifierContext {
  /** The run's environment: its country, redaction, value length and dates hold for the change. */
  readonly environment: Environment;
  readonly assets: Assets;
}

/** A contact after a change, and the events that tell of it; the same contact and maybe an error event if nothing changed. */
export interface ModifierResult {
  readonly contact: Contact;
  /** In the documented form (goflow.md section 15), without time and step. */
  readonly events: readonly Event[];
}

/** Makes one kind of change. */
export type ApplyModifier<Modifier> = (
  contact: Contact,
  modifier: Modifier,
  context: ModifierContext,
) => ModifierResult;

export function unchanged(contact: Contact): ModifierResult {
  return { contact, events: [] };
}

/** The change was refused, or part of it. */
export function errorEvent(text: string): Event {
  return { type: "error", text };
}

export function refused(contact: Contact, text: string): ModifierResult {
  return { contact, events: [errorEvent(text)] };
}

export function refusedForMissing(contact: Contact, missing: MissingDependency): ModifierResult {
  return refused(contact, missingDependencyText(missing));
}

/** A change that queries of groups may look at: the contact's query based groups are put right. */
export function changed(
  contact: Contact,
  events: readonly Event[],
  { assets, environment }: ModifierContext,
): ModifierResult {
  const change = reevaluateGroups(contact, assets, environment);
  return { contact: change.contact, events: [...events, ...groupsChanged(change)] };
}

/** The first characters of a text; surrogate pairs count as one and are not torn. */
export function truncate(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join("");
}
