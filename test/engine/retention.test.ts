import { Bench } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

const calling = [
  flow("loop", [step("fetch", "call-fetch_flow", { flow_id: "quick" }, "ask"), ask("ask", "fetch")]),
  flow("quick", [say("hello", "Hello")]),
];

test("a session that calls flows for ever keeps the newest runs, and goes on", async () => {
  const bench = await Bench.open({ limits: { maxKeptRuns: 3, maxRunsPerSession: 10 } });
  const session = await bench.run(calling);

  for (let turn = 0; turn < 20; turn++) await bench.say("again");

  expect((await bench.session(session)).status).toBe("waiting");
  expect(bench.channel.texts).toHaveLength(21);
  // Three that were kept, and that of the last sprint.
  const runs = await bench.runs(session);
  expect(runs.map((run) => run.flow.id)).toEqual(["loop", "quick", "quick", "quick"]);
});

test("a run that goes round for ever keeps the newest steps of its path", async () => {
  const bench = await Bench.open({ limits: { maxKeptPathSteps: 4 } });
  const session = await bench.run(flow("long", [say("one", "1", "ask"), ask("ask", "one")]));

  for (let turn = 0; turn < 10; turn++) await bench.say("go on");

  // Four that were kept, and those of the last sprint.
  const { path } = await bench.runOf(session, "long");
  expect(path.map(({ node }) => node)).toEqual(["one", "ask", "one", "ask", "one", "ask"]);
});

test("the step that a token rests in stays, however old it is", async () => {
  const bench = await Bench.open({ limits: { maxKeptPathSteps: 2 } });
  const parallel = [
    step("begin", "call-goto", {}, ["call", "ask"]),
    step("call", "call-fetch_flow", { flow_id: "asleep" }, "bye"),
    say("bye", "Bye"),
    ask("ask", "ask"),
  ];
  const session = await bench.run([flow("long", parallel), flow("asleep", [ask("dream")])]);

  for (let turn = 0; turn < 5; turn++) await bench.say("go on");

  const { path } = await bench.runOf(session, "long");
  expect(path.map(({ node }) => node)).toContain("call");
});
