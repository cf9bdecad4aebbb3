import { Bench } from "../support/bench.js";
import { ask, flow, step } from "../support/program.js";

const talk = flow("talk", [
  step("talk", "call-talk", { text: "Hello" }, "digits"),
  step("digits", "call-digits_receive", { length: 2, duration: 60_000 }),
]);

test("the caller's hangup ends the session", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talk);

  await bench.hangUp();

  expect(await bench.session(session)).toMatchObject({
    status: "interrupted",
    call: { legs: { call: { status: "hangup", hangupBy: "remote" } } },
  });
  expect(bench.channel.types).not.toContain("call_hangup");
});

test("running off the end of the flow hangs the call up", async () => {
  const bench = await Bench.open();

  const session = await bench.call(flow("short", [step("answer", "call-answer")]));

  expect(bench.channel.types).toEqual(["call_answered", "call_hangup"]);
  expect(await bench.session(session)).toMatchObject({
    status: "completed",
    call: { legs: { call: { status: "terminating" } } },
  });
});

test("a session that has ended still takes the hangup of its call, once", async () => {
  const bench = await Bench.open();
  const session = await bench.call(flow("short", [step("answer", "call-answer")]));

  await bench.hangUp();
  await bench.hangUp();

  expect(await bench.session(session)).toMatchObject({
    status: "completed",
    call: { legs: { call: { status: "hangup", hangupBy: "local", hangupReason: "normal" } } },
  });
  expect(await bench.events(session, "call_ended")).toHaveLength(1);
});

test("it takes nothing else", async () => {
  const bench = await Bench.open();
  const session = await bench.call(flow("short", [step("answer", "call-answer")]));
  const before = await bench.session(session);

  await bench.press("5");
  await bench.mediaEnds("media");
  await bench.give(session, { type: "forward", target: "answer", now: true });
  await bench.give(session, { type: "next", from: "answer" });
  await bench.command(session, "resume");
  await bench.onCall({ type: "call", event: "answered", leg: "call" });

  expect(await bench.session(session)).toMatchObject({ ...before, sprint: expect.any(Number) });
  expect(bench.channel.types).toEqual(["call_answered", "call_hangup"]);
});

test("a message does nothing to a session that has ended", async () => {
  const bench = await Bench.open();
  const session = await bench.run(flow("quick", [ask("ask")]));
  await bench.say("done");
  const ended = await bench.session(session);

  await bench.give(session, { type: "message", message: { uuid: "m", text: "more" } });

  expect(await bench.session(session)).toMatchObject({ ...ended, sprint: ended.sprint + 1 });
});

test("hangups that came while the session was suspended count once", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talk);
  await bench.command(session, "suspend");

  await bench.hangUp();
  await bench.hangUp();
  await bench.command(session, "resume");

  expect((await bench.session(session)).status).toBe("interrupted");
  expect(await bench.events(session, "call_ended")).toHaveLength(1);
});

test("a forward that is refused lets the call talk on", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talk);

  await bench.give(session, { type: "forward", target: "nowhere", now: true });

  expect(bench.channel.types).toEqual(["call_answered", "talk"]);
  expect((await bench.session(session)).call?.legs["call"]?.media).toBeDefined();
});

test("a forward now stops what plays", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talk);

  await bench.give(session, { type: "forward", target: "digits", now: true });

  expect(bench.channel.types).toEqual(["call_answered", "talk", "playback_stop"]);
});

test("a request to go on from a step that plays stops what plays", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talk);

  await bench.give(session, { type: "next", from: "talk" });

  expect(bench.channel.types).toEqual(["call_answered", "talk", "playback_stop"]);
});
