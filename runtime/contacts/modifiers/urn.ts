import type { ApplyModifier } from "./modifier.js";
import { applyUrns } from "./urns.js";

/** The older form of the `urns` modifier: adds or removes one URN. */
export interface UrnModifier {
  readonly type: "urn";
  readonly urn: string;
  readonly modification: "append" | "remove";
}

export const applyUrn: ApplyModifier<UrnModifier> = (contact, { urn, modification }, context) =>
  applyUrns(contact, { type: "urns", urns: [urn], modification }, context);
