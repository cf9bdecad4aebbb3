import { Bench } from "../support/bench.js";
import { ask, flow, say } from "../support/program.js";

const survey = flow("survey", [
  ask("name", "hello"),
  say("hello", "Hello @results.name", "age"),
  ask("age", "bye"),
  say("bye", "@results.age it is"),
]);

test("a suspended session keeps what comes and does nothing", async () => {
  const bench = await Bench.open();
  const session = await bench.run(survey);

  await bench.command(session, "suspend");
  await bench.say("Ann");

  expect(await bench.session(session)).toMatchObject({ status: "suspended", held: [{ message: { text: "Ann" } }] });
  expect(bench.channel.texts).toEqual([]);
});

test("resumed, it takes what it kept, in order", async () => {
  const bench = await Bench.open();
  const session = await bench.run(survey);
  await bench.command(session, "suspend");
  await bench.say("Ann");
  await bench.say("42");

  await bench.command(session, "resume");

  expect(bench.channel.texts).toEqual(["Hello Ann", "42 it is"]);
  const ended = await bench.session(session);
  expect(ended.status).toBe("completed");
  expect(ended.held).toBeUndefined();
});

test("a session that was suspended survives a restart with what it kept", async () => {
  const bench = await Bench.open();
  const session = await bench.run(survey);
  await bench.command(session, "suspend");
  await bench.say("Ann");

  const next = await bench.restart();
  await next.command(session, "resume");

  expect(next.channel.texts).toEqual(["Hello Ann"]);
});

test("a timer that fires meanwhile takes effect when the session is resumed", async () => {
  const bench = await Bench.open();
  const session = await bench.run(
    flow("late", [ask("ask", "thanks", [60, "late"]), say("thanks", "Thanks"), say("late", "Late")]),
  );
  await bench.command(session, "suspend");

  await bench.pass(120_000);
  expect(bench.channel.texts).toEqual([]);
  await bench.command(session, "resume");

  expect(bench.channel.texts).toEqual(["Late"]);
});

test("to resume a session that is not suspended means nothing", async () => {
  const bench = await Bench.open();
  const session = await bench.run(survey);

  await bench.command(session, "resume");

  expect((await bench.session(session)).status).toBe("waiting");
  await bench.say("Ann");
  expect(bench.channel.texts).toEqual(["Hello Ann"]);
});

test.each(["stop", "interrupt"] as const)("%s ends every run, also of a suspended session", async (command) => {
  const bench = await Bench.open();
  const session = await bench.run(survey);
  await bench.command(session, "suspend");

  await bench.command(session, command);
  await bench.say("Ann");

  expect(await bench.session(session)).toMatchObject({
    status: "interrupted",
    runs: [{ status: "interrupted", tokens: [] }],
  });
  expect(await bench.types(session)).toContain("session_interrupted");
  expect(bench.channel.texts).toEqual([]);
});

test("it keeps only so much, and says what it lost", async () => {
  const bench = await Bench.open({ limits: { maxHeldInputs: 1 } });
  const session = await bench.run(survey);
  await bench.command(session, "suspend");

  await bench.say("Ann");
  await bench.say("Bob");

  expect((await bench.session(session)).held).toHaveLength(1);
  expect(await bench.events(session, "input_lost")).toHaveLength(1);
});
