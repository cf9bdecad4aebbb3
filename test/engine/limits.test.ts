import { Bench } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

test("a loop of contact steps is stopped after a hundred visits in a sprint", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("loop", [say("again", "Again", "again")]));

  expect(bench.channel.texts).toHaveLength(100);
  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.complaints(session)).toEqual(["step limit exceeded, stopping execution before entering 'again'"]);
});

test("each sprint has its visits anew", async () => {
  const bench = await Bench.open();
  const loop = [say("one", "1", "two"), say("two", "2", "ask"), ask("ask", "one")];
  const session = await bench.run(flow("long", loop));

  for (let turn = 0; turn < 50; turn++) await bench.say("go on");

  expect((await bench.session(session)).status).toBe("waiting");
  expect(bench.channel.texts).toHaveLength(102);
});

test("a session's own limit counts over all its sprints", async () => {
  const bench = await Bench.open({ limits: { maxStepsPerSession: 10 } });
  const session = await bench.run(flow("long", [say("one", "1", "ask"), ask("ask", "one")]));

  for (let turn = 0; turn < 10; turn++) await bench.say("go on");

  expect(await bench.session(session)).toMatchObject({ status: "failed" });
  // VoIPBIN's test is `> limit`: one more than it says.
  expect((await bench.runOf(session, "long")).path).toHaveLength(11);
});

test.each([
  [3, "completed"],
  [2, "failed"],
])("the end of a flow counts as a step: three steps and a limit of %d", async (maxStepsPerSession, status) => {
  const bench = await Bench.open({ limits: { maxStepsPerSession } });

  const session = await bench.run(flow("long", [say("one", "1", "two"), say("two", "2", "three"), say("three", "3")]));

  expect((await bench.session(session)).status).toBe(status);
  expect(bench.channel.texts).toEqual(["1", "2", "3"]);
});

test("the runs of one session are limited", async () => {
  const bench = await Bench.open({ limits: { maxRunsPerSession: 4 } });
  const loop = [step("fetch", "call-fetch_flow", { flow_id: "quick" }, "fetch")];

  const session = await bench.run([flow("loop", loop), flow("quick", [])]);

  expect(await bench.runs(session)).toHaveLength(4);
  expect((await bench.session(session)).status).toBe("failed");
});
