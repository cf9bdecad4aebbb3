import type { AnyStep } from "../../runtime/step.js";
import { answer } from "./answer.js";
import { branch } from "./branch.js";
import { digitsReceive } from "./digits_receive.js";
import { fetchFlow } from "./fetch_flow.js";
import { goto } from "./goto.js";
import { hangup } from "./hangup.js";
import { sleep } from "./sleep.js";
import { stop } from "./stop.js";
import { talk } from "./talk.js";
import { variableSet } from "./variable_set.js";

/** The steps of the call family, in palette order. */
export const steps: readonly AnyStep[] = [
  answer,
  talk,
  digitsReceive,
  branch,
  goto,
  sleep,
  variableSet,
  fetchFlow,
  hangup,
  stop,
];
