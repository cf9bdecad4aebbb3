import { readScenarios } from "../files.js";
import type { Suite } from "../result.js";
import { runCallScenario } from "./run.js";
import type { CallScenario } from "./scenario.js";

/** Scenarios of the call family: `NNN_name.json` in a folder. */
export const callSuite: Suite = (path) =>
  readScenarios<CallScenario>(path).map(({ name, document }) => ({
    name,
    run: (host) => runCallScenario(document, host),
  }));
