import { listen } from "../../../nodes/metaflow/listen.js";
import { exitsOf } from "../../../runtime/step.js";
import { validateOptions } from "../../../runtime/validation/options.js";
import { listening, said, sleeping } from "../../metaflow/calls.js";
import { Bench } from "../../support/bench.js";
import { flow } from "../../support/program.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

test("numbers and patterns have an exit each, in their order", () => {
  const exits = exitsOf(listen, { numbers: ["9", "1"], patterns: ["^2", "12"] });
  expect(exits.map(({ id }) => id)).toEqual(["numbers.9", "numbers.1", "patterns.^2", "patterns.12"]);
});

test.each([
  ["binding_digit", { binding_digit: "A" }],
  ["digit_timeout", { digit_timeout: -1 }],
  ["listen_on", { listen_on: "a" }],
  ["patterns/1", { patterns: ["1", "("] }],
])("%s has to be valid", (field, options) => {
  expect(validateOptions(listen, options).map((problem) => problem.field)).toEqual([field]);
});

test("without options it is valid", () => {
  expect(validateOptions(listen, {})).toEqual([]);
});

test("it listens to calls of its own flow", async () => {
  await bench.define(flow("elsewhere", listening({ 1: "one" })));
  await bench.call(sleeping([]));
  await bench.press("*1");
  await bench.pass(800);
  expect(said(bench)).toEqual([]);
});

test("it listens to all calls if it is told so", async () => {
  await bench.define(flow("elsewhere", listening({ 1: "one" }, { calls: "all" })));
  await bench.call(sleeping([]));
  await bench.press("*1");
  await bench.pass(800);
  expect(said(bench)).toEqual(["one"]);
});

test("once its flow is gone it listens no longer, and what it was collecting is forgotten", async () => {
  await bench.define(flow("elsewhere", listening({ 1: "one" }, { calls: "all" })));
  const session = await bench.call(sleeping([]));
  await bench.press("*1");

  await bench.switchboard.undefine("elsewhere");
  await bench.pass(800);

  expect(said(bench)).toEqual([]);
  expect((await bench.session(session)).collectors).toBeUndefined();
});

test("what a flow itself brings to it ends there", async () => {
  const session = await bench.run(flow("only", listening({ 1: "one" })));
  expect((await bench.session(session)).status).toBe("completed");
  expect(said(bench)).toEqual([]);
});
