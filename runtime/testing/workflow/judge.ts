import { instanceStatus } from "../../api/8x8/instance-view.js";
import { stepErrors, stepLog } from "../../api/8x8/step-log.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";

import { expectEqual, Mismatch } from "../expect.js";
import { matches } from "./matchers.js";
import { isWalkOf } from "./paths.js";
import type { RecordedInstance } from "./record.js";
import type { Expectation, InstanceExpectation } from "./scenario.js";

/** What a scenario came to. */
export interface Outcome {
  readonly start: number;
  readonly instances: readonly RecordedInstance[];
  /** Key of a definition, by its id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly messages: readonly JsonObject[];
  readonly requests: readonly JsonObject[];
}

/** Compares what happened with what the scenario expects. */
export function judge(expected: Expectation, outcome: Outcome): void {
  const { instances: several, instance_count: count } = expected;
  const expectedCount = count ?? several?.length ?? 1;
  expectEqual("number of instances", expectedCount, outcome.instances.length);
  const each: readonly InstanceExpectation[] = several ?? [expected];
  each.forEach((one, index) => {
    const instance = outcome.instances[index];
    if (instance) judgeInstance(`instance ${index}`, one, instance, outcome);
  });
  judgeMessages(expected, outcome.messages);
  if (expected.requests) judgeRequests(expected.requests, outcome.requests);
}

function judgeInstance(
  name: string,
  expected: InstanceExpectation,
  { session, events }: RecordedInstance,
  { start, keys }: Outcome,
): void {
  const started = events.flatMap(({ event }) =>
    event.type === "workflow_step_started" ? [String(event["step"])] : [],
  );
  const { steps, steps_prefix: prefix, definition, version, status, errors, logs } = expected;
  if (steps && !isWalkOf(steps, started)) throw differs(`${name}: steps`, steps as unknown as Json, started);
  if (prefix) expectEqual(`${name}: first steps`, [...prefix], started.slice(0, prefix.length));
  if (definition !== undefined) expectEqual(`${name}: definition`, definition, keys.get(session.flow.id));
  if (version !== undefined) expectEqual(`${name}: version`, version, session.flow.version ?? 1);
  if (expected.data) expectMatch(`${name}: data`, expected.data, session.data);
  if (status !== undefined) expectEqual(`${name}: status`, status, instanceStatus(session));
  if (errors) {
    const patterns = errors.map(({ step, message_contains: text }) => ({
      ...(step !== undefined && { step }),
      ...(text !== undefined && { message: { $contains: text } }),
    }));
    expectMatch(`${name}: errors`, patterns, stepErrors(events) as unknown as Json);
  }
  if (expected.completed_at_ms !== undefined) {
    const completed = session.endedAt === undefined ? null : session.endedAt - start;
    expectEqual(`${name}: completed_at_ms`, expected.completed_at_ms, completed);
  }
  if (logs) {
    const log = stepLog(session, events).map(({ step, status }) => ({ stepName: step, status }));
    expectInAnyOrder(`${name}: logs`, logs, log);
  }
}

function judgeMessages(
  { messages, messages_order: order, not_messages: unwanted = [] }: Expectation,
  actual: readonly JsonObject[],
): void {
  if (messages && order === "any") expectInAnyOrder("messages", messages, actual);
  else if (messages) expectMatch("messages", [...messages], [...actual]);
  for (const pattern of unwanted) {
    const found = actual.find((message) => matches(pattern, message));
    if (found) throw new Mismatch(`Unwanted message ${JSON.stringify(found)}`);
  }
}

/** In order; one with `times` stands for so many like it. */
function judgeRequests(expected: readonly JsonObject[], actual: readonly JsonObject[]): void {
  let from = 0;
  for (const { times, ...pattern } of expected) {
    const like = actual.slice(from).findIndex((request) => !matches(pattern, request));
    const found = like < 0 ? actual.length - from : like;
    const { min = 0, max = Infinity } = isJsonObject(times) ? times : { min: 1, max: 1 };
    if (found < Number(min)) throw differs(`request ${from}`, pattern, actual[from] ?? null);
    from += Math.min(found, Number(max));
  }
  if (from < actual.length) throw differs("requests", [...expected], [...actual]);
}

function expectMatch(what: string, expected: Json, actual: Json): void {
  if (!matches(expected, actual)) throw differs(what, expected, actual);
}

/** Each has one of its own. */
function expectInAnyOrder(what: string, expected: readonly Json[], actual: readonly JsonObject[]): void {
  const left = [...actual];
  for (const pattern of expected) {
    const found = left.findIndex((item) => matches(pattern, item));
    if (found < 0) throw differs(what, pattern, left);
    left.splice(found, 1);
  }
  if (left.length > 0) throw new Mismatch(`${what}: unexpected ${JSON.stringify(left)}`);
}

function differs(what: string, expected: Json, actual: Json): Mismatch {
  const shown = JSON.stringify(actual);
  return new Mismatch(
    `${what}: expected ${JSON.stringify(expected)}, got ${shown.length > 2000 ? `${shown.slice(0, 2000)}...` : shown}`,
  );
}
