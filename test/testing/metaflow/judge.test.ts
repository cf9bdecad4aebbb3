import { judge, type Outcome } from "../../../runtime/testing/metaflow/judge.js";

const SAY = { at_ms: 900, module: "say", leg: "a", outcome: "ok", data: { text: "x" } };
const TTS = { at_ms: 3900, module: "tts", leg: "a", outcome: "ok", data: { text: "y", captures: [] } };

const outcome: Outcome = {
  actions: [SAY, TTS],
  collections: [],
  effects: [
    { effect: "say", at_ms: 900 },
    { effect: "tts", at_ms: 3900 },
  ],
  passedThrough: [{ at_ms: 5000, leg: "a", digit: "7" }],
  checkpoints: [],
  legs: {},
  flow: {},
  effective: null,
  effectivePeer: null,
};

const backwards = {
  actions: [
    { module: "tts", leg: "a" },
    { at_ms: [800, 1000], module: "say", leg: "a", data_absent: ["captures"] },
  ],
  effects: [{ effect: "tts" }, { effect: "say" }],
};

test("what happens in another order is a mismatch", () => {
  expect(() => judge(backwards, outcome)).toThrow("action 0");
});

test("unordered: modules and effects may come in any order", () => {
  expect(() => judge({ ...backwards, unordered: true }, outcome)).not.toThrow();
});

test("data that must not be there is a mismatch, in any order", () => {
  const actions = [{ module: "say" }, { module: "tts", data_absent: ["captures"] }];

  expect(() => judge({ actions }, outcome)).toThrow("action 1");
  expect(() => judge({ actions, unordered: true }, outcome)).toThrow("action");
});

test("digits that pass are compared by what the scenario says of them", () => {
  expect(() => judge({ passed_through: [{ leg: "a", digit: "7" }] }, outcome)).not.toThrow();
  expect(() => judge({ passed_through: [] }, outcome)).toThrow("passed_through");
});
