import type { AnyStep } from "../../runtime/step.js";
import { hangup } from "./hangup.js";
import { listener } from "./listener.js";
import { say } from "./say.js";

/** The steps of the metaflow family, in palette order. */
export const steps: readonly AnyStep[] = [listener, say, hangup];
