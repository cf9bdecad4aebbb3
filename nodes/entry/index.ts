import type { AnyStep } from "../../runtime/step.js";
import { flow } from "./flow.js";
import { manualStart } from "./manual_start.js";

/** The steps of the entry family, in palette order. */
export const steps: readonly AnyStep[] = [flow, manualStart];
