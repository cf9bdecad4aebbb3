import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { isJsonObject, type JsonObject } from "../json.js";
import { callSuite } from "../testing/call/suite.js";
import { testHost } from "../testing/hosts.js";
import { readScenarios } from "../testing/files.js";
import { runCase, type Suite } from "../testing/result.js";
import { transcriptSuite } from "../testing/transcript/suite.js";

const USAGE = `Usage: switchboard test <file or folder> ... [--host program|wires]

Runs flow tests on a virtual clock: nothing is sent, and no time passes. A folder's *.test.json files are run.`;

/** What tells the kind of a test file, and the suite that runs it. */
const KINDS: readonly { readonly has: readonly string[]; readonly suite: Suite }[] = [
  { has: ["conversation"], suite: transcriptSuite },
  { has: ["flow", "trigger", "expected"], suite: callSuite },
];

/** Runs the flow tests that the arguments name; gives the exit code. */
export async function runFlowTests(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { host: { type: "string", default: "program" } },
  });
  if (positionals.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const host = await testHost(values.host);
  let failed = 0;
  let passed = 0;
  for (const file of positionals.flatMap(testFiles)) {
    for (const test of suiteOf(file)(file)) {
      const result = await runCase(test, host);
      console.log(result.ok ? `ok      ${test.name}` : `FAILED  ${test.name}\n        ${result.why}`);
      if (result.ok) passed++;
      else failed++;
    }
  }
  await host.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function testFiles(path: string): string[] {
  return statSync(path).isDirectory() ? readScenarios(path, ".test.json").map(({ file }) => file) : [path];
}

function suiteOf(file: string): Suite {
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  const keys: JsonObject = isJsonObject(document) ? document : {};
  const kind = KINDS.find(({ has }) => has.every((key) => key in keys));
  if (!kind) throw new Error(`${file} is no flow test: it has neither a conversation nor the keys of a scenario.`);
  return kind.suite;
}
