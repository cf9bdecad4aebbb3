import type { Adapter } from "./adapter.js";
import { eightByEightAdapter } from "./eightbyeight/index.js";
import { httpAdapter } from "./http/index.js";
import { mqttAdapter } from "./mqtt/index.js";
import { simulatorAdapter } from "./simulator/index.js";
import { smtpAdapter } from "./smtp/index.js";
import { twilioAdapter } from "./twilio/index.js";

/** The adapters, in the order in which pages and the editor list them. */
export const adapters: readonly Adapter[] = [
  simulatorAdapter,
  mqttAdapter,
  httpAdapter,
  twilioAdapter,
  eightByEightAdapter,
  smtpAdapter,
];
