import type { Environment } from "../expressions/excellent/index.js";
import type { Event } from "../session/event.js";
import type { Assets, Group } from "./assets.js";
import type { Contact } from "./contact.js";
import { contactQueryValues } from "./query/contact-values.js";
import { evaluateQuery } from "./query/evaluate.js";
import type { Reference } from "./references.js";

/** A contact whose memberships were changed, and which ones. */
export interface GroupChange {
  readonly contact: Contact;
  readonly added: readonly Reference[];
  readonly removed: readonly Reference[];
}

/**
 * Puts a contact into the query based groups that select it and takes it out of the others (goflow.md section 17). Only active
 * contacts are in groups at all: one that is not loses its other groups too.
 */
export function reevaluateGroups(contact: Contact, assets: Assets, environment: Environment): GroupChange {
  const isActive = contact.status === "active";
  const memberships = new Set(contact.groups.map(({ uuid }) => uuid));
  const values = contactQueryValues(contact, assets.fields);
  const added: Reference[] = [];
  const removed: Reference[] = [];
  for (const group of assets.groups) {
    if (!group.query) continue;
    const qualifies = isActive && evaluateQuery(group.query, values, environment);
    if (qualifies !== memberships.has(group.uuid)) (qualifies ? added : removed).push(groupReference(group));
  }
  const change = changeGroups(contact, added, removed);
  return isActive ? change : leaveStaticGroups(change, assets);
}

/**
 * Takes the contact out of groups without a query. As in the reference engine, which shortens the list while it walks along it,
 * a group behind one that was left is passed over, and the last may be told twice (goflow.md section 14, quirk): flows that were
 * written for it see the same memberships.
 */
function leaveStaticGroups({ contact, added, removed }: GroupChange, assets: Assets): GroupChange {
  const walked = [...contact.groups];
  const left: Reference[] = [];
  let { length } = walked;
  for (let index = 0; index < walked.length; index++) {
    const group = walked[index]!;
    if (assets.groups.get(group.uuid)?.query) continue;
    left.push(group);
    const at = walked.slice(0, length).findIndex(({ uuid }) => uuid === group.uuid);
    if (at >= 0) walked.copyWithin(at, at + 1, length--);
  }
  return { contact: { ...contact, groups: walked.slice(0, length) }, added, removed: [...removed, ...left] };
}

/** The contact with groups added behind its others, and groups taken away. */
export function changeGroups(
  contact: Contact,
  added: readonly Reference[],
  removed: readonly Reference[],
): GroupChange {
  if (added.length === 0 && removed.length === 0) return { contact, added, removed };
  const gone = new Set(removed.map(({ uuid }) => uuid));
  const groups = [...contact.groups.filter(({ uuid }) => !gone.has(uuid)), ...added];
  return { contact: { ...contact, groups }, added, removed };
}

/** The event of a change; none if there is none. */
export function groupsChanged({ added, removed }: GroupChange): Event[] {
  if (added.length === 0 && removed.length === 0) return [];
  return [
    {
      type: "contact_groups_changed",
      ...(added.length > 0 && { groups_added: [...added] }),
      ...(removed.length > 0 && { groups_removed: [...removed] }),
    },
  ];
}

export function groupReference({ uuid, name }: Group): Reference {
  return { uuid, name };
}
