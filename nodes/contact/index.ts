import type { AnyStep } from "../../runtime/step.js";
import { enterFlow } from "./enter_flow.js";
import { emptyNode } from "./node.js";
import { sendMsg } from "./send_msg.js";
import { setContactField } from "./set_contact_field.js";
import { setContactName } from "./set_contact_name.js";
import { setRunResult } from "./set_run_result.js";
import { switchRouter } from "./switch.js";

/** The steps of the contact family, in palette order. */
export const steps: readonly AnyStep[] = [
  sendMsg,
  switchRouter,
  setContactName,
  setContactField,
  setRunResult,
  enterFlow,
  emptyNode,
];
