import { Bench } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

/** Forks into two waits at once. */
const fork = flow("fork", [
  say("hello", "Hello", ["left", "right"]),
  ask("left", "thanks-left"),
  ask("right", "thanks-right"),
  say("thanks-left", "Left: @input.text"),
  say("thanks-right", "Right: @input.text"),
]);

test("an exit that is wired to two steps makes two tokens, and each waits for itself", async () => {
  const bench = await Bench.open();

  const session = await bench.run(fork);

  const run = await bench.runOf(session, "fork");
  expect(run.tokens.map(({ node }) => node)).toEqual(["left", "right"]);
  expect(new Set(run.tokens.map(({ id }) => id)).size).toBe(2);
});

test("a message answers one of two waits, the older one", async () => {
  const bench = await Bench.open();
  const session = await bench.run(fork);

  await bench.say("one");

  expect(bench.channel.texts).toEqual(["Hello", "Left: one"]);
  expect((await bench.runOf(session, "fork")).tokens.map(({ node }) => node)).toEqual(["right"]);
});

test("a run ends when its last token has ended", async () => {
  const bench = await Bench.open();
  const session = await bench.run(fork);

  await bench.say("one");
  expect((await bench.session(session)).status).toBe("waiting");
  await bench.say("two");

  expect(bench.channel.texts).toEqual(["Hello", "Left: one", "Right: two"]);
  expect(await bench.session(session)).toMatchObject({
    status: "completed",
    runs: [{ status: "completed", tokens: [] }],
  });
});

test("a message answers every wait that shares it", async () => {
  const bench = await Bench.open();
  const waitFor = (id: string): ReturnType<typeof step> =>
    step(id, "workflow-WaitForReply", {
      inputs: { from: "+15550100", channel: "sms" },
      outputs: { [id]: "{{step.reply.payload.body}}" },
    });
  const session = await bench.run(
    flow("shared", [step("start", "workflow-Branch", {}, ["one", "two"]), waitFor("one"), waitFor("two")]),
  );

  await bench.say("yes");

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { one: "yes", two: "yes" } });
});

test("an exit that leads nowhere ends its token", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("short", [say("hello", "Hello")]));

  expect((await bench.session(session)).status).toBe("completed");
});

test("a flow without a first step ends at once", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("empty", []));

  expect(await bench.session(session)).toMatchObject({ status: "completed", steps: 0 });
});

test("the path tells each visit and the exit that it was left by", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("path", [say("a", "A", "b"), ask("b", "c"), say("c", "C")]));
  await bench.say("go");

  const { path } = await bench.runOf(session, "path");
  expect(path.map(({ node, exit }) => [node, exit])).toEqual([
    ["a", "next"],
    ["b", "any"],
    ["c", "next"],
  ]);
});
