import type { AnyStep } from "../../runtime/step.js";
import { branch } from "./Branch.js";
import { chatAppsMessage } from "./ChatAppsMessage.js";
import { httpRequest } from "./HttpRequest.js";
import { ifStep } from "./If.js";
import { sms } from "./SMS.js";
import { voiceMessage } from "./VoiceMessage.js";
import { wait } from "./Wait.js";
import { waitForDtmf } from "./WaitForDTMF.js";
import { waitForReply } from "./WaitForReply.js";

/** The steps of the workflow family, in palette order. */
export const steps: readonly AnyStep[] = [
  sms,
  chatAppsMessage,
  waitForReply,
  voiceMessage,
  waitForDtmf,
  wait,
  branch,
  ifStep,
  httpRequest,
];
