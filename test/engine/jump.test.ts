import { Bench } from "../support/bench.js";
import { ask, enterFlow, flow, say, step } from "../support/program.js";

const menu = flow("menu", [
  ask("first", "second"),
  ask("second", "end"),
  say("end", "The end"),
  say("help", "Help is here", "first"),
]);

async function waitingAt(bench: Bench, session: string): Promise<string[]> {
  return (await bench.runs(session)).flatMap((run) => run.tokens.map(({ node }) => node));
}

test("a forward now leaves the wait at once", async () => {
  const bench = await Bench.open();
  const session = await bench.run(menu);

  await bench.give(session, { type: "forward", target: "help", now: true });

  expect(bench.channel.texts).toEqual(["Help is here"]);
  expect(await waitingAt(bench, session)).toEqual(["first"]);
});

test("a forward for later takes effect when the current step is through", async () => {
  const bench = await Bench.open();
  const session = await bench.run(menu);

  await bench.give(session, { type: "forward", target: "help", now: false });
  expect(bench.channel.texts).toEqual([]);
  await bench.say("answer");

  expect(bench.channel.texts).toEqual(["Help is here"]);
  expect(await bench.events(session, "forward_action_set")).toEqual([{ type: "forward_action_set", target: "help" }]);
});

test.each([true, false])(
  "a forward to a step that is not there is refused and changes nothing (now: %s)",
  async (now) => {
    const bench = await Bench.open();
    const session = await bench.run(menu);

    await bench.give(session, { type: "forward", target: "nowhere", now });

    expect(await waitingAt(bench, session)).toEqual(["first"]);
    expect(await bench.complaints(session)).toEqual(["there is no step 'nowhere' to go to"]);
    await bench.say("on");
    expect(await waitingAt(bench, session)).toEqual(["second"]);
  },
);

test("a forward out of a called flow leaves that flow for good", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [enterFlow("call", "child", "after"), say("after", "After"), say("help", "Help")]),
    flow("child", [ask("inside")]),
  ]);

  await bench.give(session, { type: "forward", target: "help", now: true });

  expect(bench.channel.texts).toEqual(["Help"]);
  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["completed", "interrupted"]);
});

test("a jump out of a fork takes the flows along that the left run has called", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("top", [enterFlow("call", "middle"), say("out", "Out", "rest"), ask("rest")]),
    flow("middle", [
      say("hello", "Hello", ["deeper", "key"]),
      enterFlow("deeper", "child"),
      ask("key", "leave"),
      step("leave", "call-goto", { target_id: "out", loop_count: 1 }),
    ]),
    flow("child", [ask("inside")]),
  ]);

  await bench.say("leave");

  expect(bench.channel.texts).toEqual(["Hello", "Out"]);
  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["waiting", "interrupted", "interrupted"]);
  expect(await waitingAt(bench, session)).toEqual(["rest"]);
});

test("a request to go on from the step where the session waits is followed", async () => {
  const bench = await Bench.open();
  const session = await bench.run(menu);

  await bench.give(session, { type: "next", from: "first" });

  expect(await waitingAt(bench, session)).toEqual(["second"]);
});

test("a request to go on from a step that the session has left is refused", async () => {
  const bench = await Bench.open();
  const session = await bench.run(menu);
  await bench.say("on");

  await bench.give(session, { type: "next", from: "first" });

  expect(await waitingAt(bench, session)).toEqual(["second"]);
  expect(await bench.events(session, "next_refused")).toHaveLength(1);
});

test("by the limit `staleNext` such a request stops the session", async () => {
  const bench = await Bench.open({ limits: { staleNext: "stop" } });
  const session = await bench.run(menu);

  await bench.give(session, { type: "next", from: "nowhere" });

  expect((await bench.session(session)).status).toBe("interrupted");
});

test("a step that waits for the flow it called cannot be gone on from", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [
      say("hello", "Hello", ["call", "own"]),
      enterFlow("call", "child", "after"),
      ask("own"),
      say("after", "After"),
    ]),
    flow("child", [step("wait", "workflow-Wait", { inputs: { duration: "01:00:00" } })]),
  ]);

  await bench.give(session, { type: "next", from: "call" });

  expect(await bench.events(session, "next_refused")).toHaveLength(1);
  expect(await waitingAt(bench, session)).toEqual(["call", "own", "wait"]);
});

test("each of several waits can be gone on from", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [
      say("hello", "Hello", ["own", "call"]),
      ask("own", "after"),
      enterFlow("call", "child"),
      say("after", "After"),
    ]),
    flow("child", [ask("inside")]),
  ]);

  await bench.give(session, { type: "next", from: "own" });

  expect(bench.channel.texts).toEqual(["Hello", "After"]);
  expect(await waitingAt(bench, session)).toEqual(["call", "inside"]);
});
