import type { AnyStep } from "../../runtime/step.js";
import { answer } from "./answer.js";
import { beep } from "./beep.js";
import { branch } from "./branch.js";
import { conditionCallDigits } from "./condition_call_digits.js";
import { conditionCallStatus } from "./condition_call_status.js";
import { conditionDatetime } from "./condition_datetime.js";
import { conditionVariable } from "./condition_variable.js";
import { digitsReceive } from "./digits_receive.js";
import { fetchFlow } from "./fetch_flow.js";
import { goto } from "./goto.js";
import { hangup } from "./hangup.js";
import { messageSend } from "./message_send.js";
import { play } from "./play.js";
import { sleep } from "./sleep.js";
import { stop } from "./stop.js";
import { talk } from "./talk.js";
import { variableSet } from "./variable_set.js";

/** The steps of the call family, in palette order. */
export const steps: readonly AnyStep[] = [
  answer,
  talk,
  play,
  beep,
  digitsReceive,
  branch,
  conditionVariable,
  conditionDatetime,
  conditionCallDigits,
  conditionCallStatus,
  goto,
  sleep,
  variableSet,
  messageSend,
  fetchFlow,
  hangup,
  stop,
];
