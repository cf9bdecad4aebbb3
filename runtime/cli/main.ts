#!/usr/bin/env node
import { runFlowTests } from "./flow-tests.js";
import { runPo } from "./po.js";

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  test: runFlowTests,
  po: runPo,
};

const USAGE = `Usage: switchboard <command>

  test <file or folder> ...   run flow tests on a virtual clock
  po export|import ...        translations of GoFlow flows as PO files`;

async function main(): Promise<number> {
  const [name = "", ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command(args);
  console.error(USAGE);
  return 2;
}

main().then(
  // A Node-RED that was started for the tests leaves servers open.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
