import { createContext, Script } from "node:vm";

/** A context of its own only to have a script in it that `node:vm` can stop; no foreign code ever runs there. */
const frame = createContext({ run: undefined as (() => unknown) | undefined });
const RUN = new Script("run()");

/**
 * Runs a function and stops it after a time even where it never comes back to JavaScript, such as in a loop of
 * WebAssembly code. Costs some 180 us a call for the thread that watches.
 *
 * @returns undefined when it had to be stopped; whatever it worked on is then in an unknown state.
 */
export function runAtMost<Result>(timeMs: number, run: () => Result): Result | undefined {
  frame.run = run;
  try {
    return RUN.runInContext(frame, { timeout: timeMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
    throw error;
  } finally {
    frame.run = undefined;
  }
}
