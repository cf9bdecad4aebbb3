import { Bench } from "../../support/bench.js";
import { ask, flow, say, step } from "../../support/program.js";

test("ends every run, also those that called its flow", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("outer", [step("fetch", "call-fetch_flow", { flow_id: "inner" }, "never"), say("never", "Never")]),
    flow("inner", [step("stop", "call-stop")]),
  ]);

  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["completed", "completed"]);
  expect(bench.channel.texts).toEqual([]);
});

test("ends the other branches of a fork", async () => {
  const bench = await Bench.open();

  const session = await bench.run(
    flow("fork", [say("hello", "Hello", ["ask", "stop"]), ask("ask"), step("stop", "call-stop")]),
  );

  expect((await bench.session(session)).status).toBe("completed");
});

test("hangs a call up", async () => {
  const bench = await Bench.open();

  await bench.call(flow("ivr", [step("stop", "call-stop")]));

  expect(bench.channel.types).toEqual(["call_hangup"]);
});
