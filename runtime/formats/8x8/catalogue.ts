import type { Catalogue } from "../available.js";

/** The step types of 8x8-automation.md section 3. `If` holds lists of steps of its own. */
export const stepTypes: Catalogue = {
  family: "workflow",
  noun: "step type",
  types: [
    "SMS",
    "ChatAppsMessage",
    "HttpRequest",
    "Branch",
    "Wait",
    "WaitForReply",
    "VoiceMessage",
    "WaitForDTMF",
    "If",
  ],
};

/** The type as it is documented, of one in any case (8x8-automation.md D30); one that is not documented stays as it is. */
export function canonicalType(type: string): string {
  return stepTypes.types.find((each) => each.toLowerCase() === type.toLowerCase()) ?? type;
}
