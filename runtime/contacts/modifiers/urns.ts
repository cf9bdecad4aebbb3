import { isDeepStrictEqual } from "node:util";
import { normalizeUrn, urnIdentity, urnProblem } from "../urns.js";
import { type ApplyModifier, changed, errorEvent } from "./modifier.js";

/** Adds URNs behind the contact's others, removes some, or replaces all. */
export interface UrnsModifier {
  readonly type: "urns";
  readonly urns: readonly string[];
  readonly modification: "append" | "remove" | "set";
}

/** Unlike the reference engine, a change is always told: there, whether it was depended on the last URN of the list alone. */
export const applyUrns: ApplyModifier<UrnsModifier> = (contact, { urns, modification }, context) => {
  const given = urns.map((urn) => normalizeUrn(urn, context.environment.defaultCountry));
  const valid = given.filter((urn) => urnProblem(urn) === undefined);
  const errors = given.filter((urn) => !valid.includes(urn)).map((urn) => errorEvent(`'${urn}' is not valid URN`));

  const before = modification === "set" ? [] : contact.urns;
  const after = modification === "remove" ? without(before, valid) : distinct([...before, ...valid]);
  if (isDeepStrictEqual(after, contact.urns)) return { contact, events: errors };
  const events = [...errors, { type: "contact_urns_changed", urns: after }];
  return changed({ ...contact, urns: after }, events, context);
};

function without(urns: readonly string[], removed: readonly string[]): string[] {
  const identities = new Set(removed.map(urnIdentity));
  return urns.filter((urn) => !identities.has(urnIdentity(urn)));
}

/** Of URNs that are the same but for query or display, the first is kept. */
function distinct(urns: readonly string[]): string[] {
  const identities = urns.map(urnIdentity);
  return urns.filter((_urn, index) => identities.indexOf(identities[index] ?? "") === index);
}
