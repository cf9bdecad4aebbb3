import { parseArgs } from "node:util";
import { callSuite } from "../testing/call/suite.js";
import { goflowSuite } from "../testing/goflow/suite.js";
import { metaflowSuite } from "../testing/metaflow/suite.js";
import { testHost } from "../testing/hosts.js";
import { runCase, type Suite } from "../testing/result.js";
import { workflowSuite } from "../testing/workflow/suite.js";

const suites: Readonly<Record<string, Suite>> = {
  call: callSuite,
  goflow: goflowSuite,
  metaflow: metaflowSuite,
  workflow: workflowSuite,
};

const USAGE = `Usage: npm run -s conformance -- <${Object.keys(suites).join(" | ")}> <folder or file> [--host program|wires]`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { host: { type: "string", default: "program" } },
  });
  const [name = "", path] = positionals;
  const suite = Object.hasOwn(suites, name) ? suites[name] : undefined;
  if (!suite || path === undefined) {
    console.error(USAGE);
    return 2;
  }
  const host = await testHost(values.host);
  let passed = 0;
  let failed = 0;
  for (const suiteCase of suite(path)) {
    const result = await runCase(suiteCase, host);
    if (result.ok) passed++;
    else failed++;
    console.log(JSON.stringify(result));
  }
  await host.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

main().then(
  // A Node-RED that was started for the tests leaves servers open.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
