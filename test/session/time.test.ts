import { Bench, NOW } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

const MINUTE_MS = 60_000;
const reminder = flow("reminder", [
  ask("ask", "thanks", [300, "late"]),
  say("thanks", "Thanks"),
  say("late", "Are you there?", "ask"),
]);

test("a wait's time ends it, at its time", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reminder);

  await bench.pass(5 * MINUTE_MS - 1);
  expect(bench.channel.texts).toEqual([]);
  await bench.pass(1);

  expect(bench.channel.texts).toEqual(["Are you there?"]);
  expect((await bench.recorded(session)).find(({ event }) => event.type === "wait_timed_out")?.at).toBe(
    NOW + 5 * MINUTE_MS,
  );
});

test("a wait that was ended by a message has no time left", async () => {
  const bench = await Bench.open();
  await bench.run(reminder);

  await bench.say("here");
  await bench.pass(10 * MINUTE_MS);

  expect(bench.channel.texts).toEqual(["Thanks"]);
});

test("a wait that is begun anew has its time anew", async () => {
  const bench = await Bench.open();
  await bench.run(reminder);

  await bench.pass(11 * MINUTE_MS);

  expect(bench.channel.texts).toEqual(["Are you there?", "Are you there?"]);
});

test("after a restart a timer fires late rather than never, and once", async () => {
  const bench = await Bench.open();
  const session = await bench.run(
    flow("late", [ask("ask", "thanks", [300, "late"]), say("thanks", "Thanks"), say("late", "Late")]),
  );

  const next = await bench.restart(60 * MINUTE_MS);
  await next.pass(60 * MINUTE_MS);

  expect(next.channel.texts).toEqual(["Late"]);
  expect(await next.events(session, "wait_timed_out")).toHaveLength(1);
});

test("a timer of the future is kept over a restart", async () => {
  const bench = await Bench.open();
  await bench.run(reminder);

  const next = await bench.restart();
  await next.pass(5 * MINUTE_MS);

  expect(next.channel.texts).toEqual(["Are you there?"]);
});

test("a run expires after its flow's time", async () => {
  const bench = await Bench.open();
  const session = await bench.run(flow("short", [ask("ask")], { expireAfterMinutes: 10 }));

  await bench.pass(10 * MINUTE_MS);

  expect((await bench.runOf(session, "short")).status).toBe("expired");
  expect(await bench.events(session, "run_expired")).toHaveLength(1);
});

test("a message gives the run its time anew", async () => {
  const bench = await Bench.open();
  const session = await bench.run(flow("two", [ask("one", "two"), ask("two")], { expireAfterMinutes: 10 }));

  await bench.pass(8 * MINUTE_MS);
  await bench.say("first");
  await bench.pass(8 * MINUTE_MS);
  expect((await bench.runOf(session, "two")).status).toBe("waiting");
  await bench.pass(2 * MINUTE_MS);

  expect((await bench.runOf(session, "two")).status).toBe("expired");
});

test.each([0, -1])("a flow with %i minutes never expires by itself", async (expireAfterMinutes) => {
  const bench = await Bench.open();
  const session = await bench.run(flow("long", [ask("ask")], { expireAfterMinutes }));

  await bench.pass(1000 * MINUTE_MS);

  expect((await bench.session(session)).status).toBe("waiting");
});

test("timers of an ended session do nothing", async () => {
  const bench = await Bench.open();
  const session = await bench.run(
    flow("sleep", [
      step("wait", "workflow-Wait", { inputs: { duration: "01:00:00" } }, "after"),
      say("after", "After"),
    ]),
  );

  await bench.command(session, "stop");
  await bench.pass(120 * MINUTE_MS);

  expect(bench.channel.texts).toEqual([]);
  expect((await bench.store.statistics()).timers).toBe(0);
});
