import type { AnyStep } from "../../runtime/step.js";
import { branch } from "./Branch.js";
import { sms } from "./SMS.js";
import { wait } from "./Wait.js";
import { waitForReply } from "./WaitForReply.js";

/** The steps of the workflow family, in palette order. */
export const steps: readonly AnyStep[] = [sms, waitForReply, wait, branch];
