import { existsSync } from "node:fs";
import { join } from "node:path";
import { findStep } from "../../../runtime/steps.js";
import { readScenarios } from "../../../runtime/testing/files.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import type { MetaflowScenario } from "../../../runtime/testing/metaflow/scenario.js";
import { metaflowSuite } from "../../../runtime/testing/metaflow/suite.js";
import { runCase } from "../../../runtime/testing/result.js";

/** The scenarios are not part of the project: they are read where they lie beside the checkout, if they do. */
const SCENARIOS = join(__dirname, "../../../../shared/scenarios/metaflow");

/** Whether there is every step of the call's flow. */
function canRun({ flow }: MetaflowScenario): boolean {
  return (flow?.actions ?? []).every(({ type }) => findStep(`call-${String(type)}`) !== undefined);
}

if (!existsSync(SCENARIOS)) {
  test.skip("metaflow scenarios (they are not here)", () => undefined);
} else {
  const ready = readScenarios<MetaflowScenario>(SCENARIOS).filter(({ document }) => canRun(document));
  test.each(ready.map(({ name, file }) => [name, file]))("%s", async (name, file) => {
    const [scenario] = metaflowSuite(file);
    expect(await runCase(scenario!, programTestHost)).toEqual({ case: name, ok: true });
  });
}
