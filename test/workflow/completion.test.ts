import type { JsonObject } from "../../runtime/json.js";
import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";

async function complete(outputs: JsonObject, data: JsonObject = {}) {
  const bench = await Bench.open();
  const session = await bench.run(flow("f", [step("branch", "workflow-Branch", { outputs })]), { data });
  return { bench, session, state: await bench.session(session) };
}

test("outputs keep the type of what they are", async () => {
  const { state } = await complete({ number: "{{1 + 1}}", list: "{{[1, 'a']}}", text: "n = {{1 + 1}}" });

  expect(state.data).toEqual({ number: 2, list: [1, "a"], text: "n = 2" });
});

test("all outputs are evaluated on the data as it was, then written", async () => {
  const { state } = await complete({ a: "{{data.b}}", b: "{{data.a}}" }, { a: 1, b: 2 });

  expect(state.data).toEqual({ a: 2, b: 1 });
});

test("an output that cannot be evaluated fails the step, and nothing is written", async () => {
  const { bench, session, state } = await complete({ good: "{{1}}", bad: "{{data.nobody.name}}" });

  expect(state).toMatchObject({ status: "failed", data: {} });
  expect(await bench.events(session, "workflow_step_completed")).toMatchObject([{ status: "Failed" }]);
});

test("a name that every object has is a name like any other", async () => {
  const { state } = await complete(JSON.parse('{"__proto__": "{{1}}"}') as JsonObject);

  expect(Object.entries(state.data)).toEqual([["__proto__", 1]]);
});
