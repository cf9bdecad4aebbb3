import { distributor } from "../nodes/call/distributor.js";
import { steps as call } from "../nodes/call/index.js";
import { steps as contact } from "../nodes/contact/index.js";
import { steps as entry } from "../nodes/entry/index.js";
import { steps as metaflow } from "../nodes/metaflow/index.js";
import { steps as workflow } from "../nodes/workflow/index.js";
import { stepId, type AnyStep } from "./step.js";

/** Every step there is, by family in palette order. */
export const allSteps: readonly AnyStep[] = [...entry, ...contact, ...call, ...workflow, ...metaflow];

/** The system's own steps: nobody puts them into a flow. */
const internalSteps: readonly AnyStep[] = [distributor];

const byId = new Map([...allSteps, ...internalSteps].map((step) => [stepId(step), step]));

/** A step by its type id, such as `call-digits_receive`. */
export function findStep(id: string): AnyStep | undefined {
  return byId.get(id);
}
