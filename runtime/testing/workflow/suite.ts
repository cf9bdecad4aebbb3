import { readScenarios } from "../files.js";
import type { Suite } from "../result.js";
import { runWorkflowScenario } from "./run.js";
import type { WorkflowScenario } from "./scenario.js";

/** Scenarios of the workflow family: `NNN_name.json` in a folder. */
export const workflowSuite: Suite = (path) =>
  readScenarios<WorkflowScenario>(path).map(({ name, document }) => ({
    name,
    run: (host) => runWorkflowScenario(document, host),
  }));
