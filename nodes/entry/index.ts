import type { AnyStep } from "../../runtime/step.js";
import { callIn } from "./call_in.js";
import { flow } from "./flow.js";
import { httpIn } from "./http_in.js";
import { manualStart } from "./manual_start.js";
import { messageIn } from "./message_in.js";
import { mqttIn } from "./mqtt_in.js";
import { workflowIn } from "./workflow_in.js";

/** The steps of the entry family, in palette order. */
export const steps: readonly AnyStep[] = [flow, messageIn, callIn, httpIn, mqttIn, workflowIn, manualStart];
