import { expectEqual, expectOrderedSubset, expectSubset, matchesSubset, Mismatch } from "../expect.js";
import type { CallRecord } from "./record.js";
import type { CallExpectation, CallScenario, CursorEntry } from "./scenario.js";

/** Ends of a flow that nothing is wrong with. */
const FAULTLESS = new Set(["finish", "call_hangup", "reference_ended", "finish_with_refused_input"]);

/** Compares what happened with what the scenario expects. */
export function judge(scenario: CallScenario, record: CallRecord): void {
  const { expected } = scenario;
  judgeCursor(expected, record.cursor);
  expectOrderedSubset("effect", expected.effects ?? [], record.effects);
  for (const unwanted of expected.not_effects ?? []) {
    const pattern = typeof unwanted === "string" ? { effect: unwanted } : unwanted;
    const found = record.effects.find((effect) => matchesSubset(pattern, effect));
    if (found !== undefined) throw new Mismatch(`Unwanted effect ${JSON.stringify(found)}`);
  }
  expectSubset("variables", { ...expected.variables }, record.session.variables);
  if (expected.call) expectSubset("call", expected.call, record.call);
  if (expected.final_status !== undefined) expectEqual("final_status", expected.final_status, record.status);
  if (expected.end === "error" && !record.failed)
    throw new Mismatch(`The flow ended as ${record.session.status}, not by an error.`);
  if (expected.end !== undefined && FAULTLESS.has(expected.end) && record.failed) {
    throw new Mismatch("The flow was stopped by an error.");
  }
}

function judgeCursor(expected: CallExpectation, cursor: readonly CursorEntry[]): void {
  const { cursor_path: whole, cursor_path_prefix: prefix, cursor_path_contains: contained } = expected;
  if (whole) compareCursor(whole, cursor);
  if (prefix) compareCursor(prefix, cursor.slice(0, prefix.length));
  if (contained) expectOrderedSubset("cursor", contained.map(asJson), cursor.map(asJson));
  if (expected.cursor_path_length !== undefined)
    expectEqual("cursor_path_length", expected.cursor_path_length, cursor.length);
  if (expected.execute_count !== undefined) expectEqual("execute_count", expected.execute_count, cursor.length);
}

function compareCursor(expected: readonly CursorEntry[], actual: readonly CursorEntry[]): void {
  const shown = (entry: CursorEntry | undefined): string =>
    entry ? `${entry.type ?? "?"} ${entry.id ?? "generated"}` : "nothing";
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const wanted = expected[index];
    const got = actual[index];
    const same =
      wanted &&
      got &&
      (wanted.generated
        ? wanted.type === undefined || wanted.type === got.type
        : matchesSubset(asJson(wanted), asJson(got)));
    if (!same) throw new Mismatch(`cursor ${index}: expected ${shown(wanted)}, got ${shown(got)}`);
  }
}

function asJson(entry: CursorEntry): { [key: string]: string | boolean } {
  return {
    ...(entry.id !== null && { id: entry.id }),
    ...(entry.type !== undefined && { type: entry.type }),
    ...(entry.skipped && { skipped: true }),
  };
}
