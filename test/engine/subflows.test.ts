import { Bench } from "../support/bench.js";
import { ask, block, enterFlow, flow, say, step } from "../support/program.js";

const child = flow("child", [say("in", "In the child", "name"), ask("name", "out"), say("out", "Bye, @input.text")]);

test("a called flow runs as a child; when it has ended its caller goes on", async () => {
  const bench = await Bench.open();
  const session = await bench.run([flow("parent", [enterFlow("call", "child", "after"), say("after", "Back")]), child]);

  expect(await bench.runs(session)).toMatchObject([
    { flow: { id: "parent" }, status: "active", tokens: [{ node: "call", wait: { for: ["child"] } }] },
    { flow: { id: "child" }, status: "waiting", tokens: [{ node: "name" }] },
  ]);
  await bench.say("Ann");

  expect(bench.channel.texts).toEqual(["In the child", "Bye, Ann", "Back"]);
  expect((await bench.session(session)).status).toBe("completed");
});

test("a child that ends without waiting returns in the same sprint", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [enterFlow("call", "quick", "after"), say("after", "Back")]),
    flow("quick", [say("in", "Quick")]),
  ]);

  expect(bench.channel.texts).toEqual(["Quick", "Back"]);
  expect(await bench.session(session)).toMatchObject({ sprint: 1, status: "completed" });
});

test("a child that fails lets every run fail that waits for it", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("top", [enterFlow("call", "middle")]),
    flow("middle", [enterFlow("call", "broken")]),
    flow("broken", [step("jump", "call-goto", { loop_count: 1 })]),
  ]);

  expect((await bench.session(session)).status).toBe("failed");
  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["failed", "failed", "failed"]);
  expect(await bench.complaints(session)).toEqual([
    "goto: no target",
    "child run for flow 'broken' ended in error, ending execution",
    "child run for flow 'middle' ended in error, ending execution",
  ]);
});

test("a run that fails takes the flows with it that it has called, and those that these have called", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("top", [
      say("hello", "Hello", ["call", "ask"]),
      enterFlow("call", "middle"),
      ask("ask", "jump"),
      broken("jump"),
    ]),
    flow("middle", [enterFlow("call", "child")]),
    child,
  ]);

  // The older of the two waits is that of the topmost run.
  await bench.say("fail");

  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["failed", "failed", "failed"]);
  expect((await bench.session(session)).status).toBe("failed");
});

test("a terminal call ends the runs there are; only the called one goes on", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [enterFlow("call", "child", "after", true), say("after", "Never")]),
    child,
  ]);

  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["completed", "waiting"]);
  await bench.say("Ann");

  expect(bench.channel.texts).toEqual(["In the child", "Bye, Ann"]);
  expect((await bench.session(session)).status).toBe("completed");
});

test("in a block the actions after enter_flow run first; then the flow is entered", async () => {
  const bench = await Bench.open();
  const nodes = [enterFlow("call", "quick", "said"), say("said", "Same block", "after")];
  await bench.run([flow("parent", [...block("b", nodes), say("after", "After")]), flow("quick", [say("in", "Quick")])]);

  expect(bench.channel.texts).toEqual(["Same block", "Quick", "After"]);
});

test("a router after a call in its block does not wait, and is the same visit", async () => {
  const bench = await Bench.open();
  const nodes = [enterFlow("call", "child", "router"), ask("router", "after")];
  const session = await bench.run([
    flow("parent", [...block("b", nodes), say("after", "After @results.router")]),
    child,
  ]);

  await bench.say("Ann");

  expect(bench.channel.texts).toEqual(["In the child", "Bye, Ann", "After Ann"]);
  expect((await bench.runOf(session, "parent")).path.map(({ node }) => node)).toEqual(["b", "after"]);
});

test("a flow that calls itself without end is stopped by the limit of depth", async () => {
  const bench = await Bench.open({ limits: { maxCallDepth: 5 } });

  const session = await bench.run(flow("loop", [enterFlow("call", "loop")]));

  expect(await bench.session(session)).toMatchObject({ status: "failed" });
  expect(await bench.runs(session)).toHaveLength(5);
  expect((await bench.complaints(session))[0]).toMatch(/too many flows inside flows/);
});

test("a flow that is gone is an error of the step that calls it", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("parent", [step("fetch", "call-fetch_flow", { flow_id: "nowhere" })]));

  expect(await bench.complaints(session)).toEqual(["missing flow 'nowhere'"]);
  expect((await bench.session(session)).status).toBe("failed");
});

/** Goes nowhere, which fails. */
function broken(id: string): ReturnType<typeof step> {
  return step(id, "call-goto", { loop_count: 1 });
}
