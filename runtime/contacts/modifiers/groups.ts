import type { Group } from "../assets.js";
import { changeGroups, groupReference, groupsChanged } from "../groups.js";
import { missingDependencyText, type Reference } from "../references.js";
import { type ApplyModifier, errorEvent, refused } from "./modifier.js";

/** Adds the contact to groups or removes it from them. */
export interface GroupsModifier {
  readonly type: "groups";
  readonly groups: readonly Reference[];
  readonly modification: "add" | "remove";
}

export const applyGroups: ApplyModifier<GroupsModifier> = (contact, modifier, { assets }) => {
  const isAdding = modifier.modification === "add";
  if (contact.status === "blocked" || contact.status === "stopped") {
    // The reference engine has this one text for removals too.
    return refused(contact, "can't add blocked or stopped contacts to groups");
  }
  const memberships = new Set(contact.groups.map(({ uuid }) => uuid));
  const errors: string[] = [];
  const groups = new Map<string, Reference>();
  for (const reference of modifier.groups) {
    const group = assets.groups.get(reference.uuid);
    if (!group) errors.push(missingDependencyText({ kind: "group", reference }));
    else if (group.query) errors.push(queryBased(group, isAdding));
    else if (memberships.has(group.uuid) !== isAdding) groups.set(group.uuid, groupReference(group));
  }
  const changes = [...groups.values()];
  const change = isAdding ? changeGroups(contact, changes, []) : changeGroups(contact, [], changes);
  return { contact: change.contact, events: [...errors.map(errorEvent), ...groupsChanged(change)] };
};

function queryBased({ name }: Group, isAdding: boolean): string {
  return `can't ${isAdding ? "add contacts to" : "remove contacts from"} the query based group '${name}'`;
}
