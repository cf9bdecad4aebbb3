import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Fed, Told } from "./crash-protocol.js";

/** Starts a switchboard on the store of a URL, in a process that is made to be killed. */
export function startProcess(store: string): ChildProcessWithoutNullStreams {
  const preload = join(__dirname, "../store/sqlite/typescript.cjs");
  const child = spawn(process.execPath, ["--require", preload, join(__dirname, "crash-process.ts"), store], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  // Writing to a process that was just killed fails, and that is the point.
  child.stdin.on("error", () => {});
  return child;
}

export function write(child: ChildProcessWithoutNullStreams, fed: Fed): void {
  child.stdin.write(`${JSON.stringify(fed)}\n`);
}

/** What the process says until it ends. */
export async function* toldBy(child: ChildProcessWithoutNullStreams): AsyncGenerator<Told> {
  for await (const line of createInterface({ input: child.stdout })) {
    const told = readLine(line);
    if (told) yield told;
  }
}

/** A line that the kill cut short was not told. */
function readLine(line: string): Told | undefined {
  try {
    return JSON.parse(line) as Told;
  } catch {
    return undefined;
  }
}
