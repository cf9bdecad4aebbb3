import { parseUrn, type UrnParts } from "../../../contacts/urns.js";
import { error, type XError } from "../values/value.js";

/** Cuts an address into its parts; neither scheme nor path may be empty. Nothing is normalized. */
export function readUrn(urn: string): UrnParts | XError {
  const parsed = parseUrn(urn);
  return parsed.ok ? parsed.parts : error(`${urn} is not a valid URN: ${parsed.problem}`);
}
