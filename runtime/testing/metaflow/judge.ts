import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { expectEqual, Mismatch } from "../expect.js";
import { expectAllInTime, expectInTime, expectSomehow, matches } from "./matchers.js";
import type { ExpectedAction, MetaflowExpectation } from "./scenario.js";

/** What became of the call. */
export interface Outcome {
  readonly actions: readonly JsonObject[];
  readonly collections: readonly JsonObject[];
  readonly effects: readonly JsonObject[];
  readonly passedThrough: readonly JsonObject[];
  readonly checkpoints: readonly JsonObject[];
  readonly legs: JsonObject;
  readonly flow: JsonObject;
  readonly effective: Json;
  readonly effectivePeer: Json;
}

/** Compares what happened with what the scenario expects; what it does not speak of is not compared. */
export function judge(expected: MetaflowExpectation, outcome: Outcome): void {
  expectPart("effective", expected.effective, outcome.effective);
  expectPart("effective_peer", expected.effective_peer, outcome.effectivePeer);
  if (expected.collections) expectAllInTime("collection", expected.collections, outcome.collections);
  expectPart("passed_through", expected.passed_through && [...expected.passed_through], [...outcome.passedThrough]);
  const isOrdered = expected.unordered !== true;
  if (expected.actions) judgeActions(expected.actions, outcome.actions, isOrdered);
  const unwanted = outcome.actions.find(({ module }) => expected.not_modules?.includes(String(module)));
  if (unwanted) throw new Mismatch(`Unwanted module ${JSON.stringify(unwanted)}`);
  (isOrdered ? expectInTime : expectSomehow)("effect", expected.effects ?? [], outcome.effects);
  for (const pattern of expected.not_effects ?? []) {
    const found = outcome.effects.find((effect) => matches(pattern, effect));
    if (found) throw new Mismatch(`Unwanted effect ${JSON.stringify(found)}`);
  }
  for (const [index, { at_ms, legs }] of (expected.checkpoints ?? []).entries()) {
    expectLegs(`legs at ${at_ms}`, legs, outcome.checkpoints[index] ?? {});
  }
  if (expected.call) {
    expectPart("call", expected.call["status"], (outcome.legs["a"] as JsonObject)["status"]);
    if (isJsonObject(expected.call["legs"])) expectLegs("legs", expected.call["legs"], outcome.legs);
  }
  expectPart("flow", expected.flow, outcome.flow);
}

function judgeActions(expected: readonly ExpectedAction[], actual: readonly JsonObject[], isOrdered: boolean): void {
  const wanted = expected.map(({ data_absent: absent = [], data = {}, ...action }) => ({
    outcome: "ok",
    ...action,
    data: { ...data, ...Object.fromEntries(absent.map((key) => [key, { $absent: true }])) },
  }));
  if (isOrdered) for (const [index, action] of wanted.entries()) expectPart(`action ${index}`, action, actual[index]);
  else expectSomehow("action", wanted, actual);
  expectEqual("number of actions", expected.length, actual.length);
}

function expectLegs(what: string, expected: JsonObject, actual: JsonObject): void {
  const absent = { status: "none", bridged_with: null };
  const named = Object.fromEntries(Object.keys(expected).map((leg) => [leg, actual[leg] ?? absent]));
  expectPart(what, expected, named);
}

function expectPart(what: string, expected: Json | undefined, actual: Json | undefined): void {
  if (expected === undefined || matches(expected, actual)) return;
  throw new Mismatch(`${what}: expected ${JSON.stringify(expected)} in ${JSON.stringify(actual)}`);
}
