import type { AnyStep } from "../../runtime/step.js";

/** The steps of the workflow family, in palette order. */
export const steps: readonly AnyStep[] = [];
