import type { TestHost } from "./host.js";

/** How a case came out; `why` names the first thing that was not as expected. */
export type CaseResult =
  { readonly case: string; readonly ok: true } | { readonly case: string; readonly ok: false; readonly why: string };

/** A case that was read and can be run. */
export interface SuiteCase {
  readonly name: string;
  /** Runs it; throws `Mismatch` (or what went wrong) where something is not as expected. */
  run(host: TestHost): Promise<void>;
}

/** Finds the cases in a folder or file. */
export type Suite = (path: string) => SuiteCase[];

export async function runCase(suiteCase: SuiteCase, host: TestHost): Promise<CaseResult> {
  try {
    await suiteCase.run(host);
    return { case: suiteCase.name, ok: true };
  } catch (error) {
    return { case: suiteCase.name, ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
