import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

function talkFlow(options: object = {}): ReturnType<typeof flow> {
  return flow("ivr", [
    step("talk", "call-talk", { text: "Hello ${name}", language: "en-GB", ...options }, "next"),
    step("next", "call-sleep", { duration: 60_000 }),
  ]);
}

async function waitingAt(bench: Bench, session: string): Promise<string | undefined> {
  return (await bench.runOf(session, "ivr")).tokens[0]?.node;
}

test("answers first, then says the text with its variables", async () => {
  const bench = await Bench.open();

  await bench.call(talkFlow(), { variables: { name: "Ann" } });

  expect(bench.channel.effects.map(({ event }) => event)).toEqual([
    { type: "call_answered", call: "call", leg: "call" },
    { type: "talk", call: "call", leg: "call", text: "Hello Ann", language: "en-GB" },
  ]);
});

test("goes on when it has been said", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talkFlow());
  expect(await waitingAt(bench, session)).toBe("talk");

  await bench.mediaEnds();

  expect(await waitingAt(bench, session)).toBe("next");
});

test("talks on when a key is pressed, which replaces the keys before it", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talkFlow());

  await bench.press("12");

  expect(await waitingAt(bench, session)).toBe("talk");
  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("2");
});

test("with `next`, a key stops the talking and the flow goes on", async () => {
  const bench = await Bench.open();
  const session = await bench.call(talkFlow({ digits_handle: "next" }));
  const talk = bench.channel.keys.at(-1);

  await bench.press("5");

  expect(await waitingAt(bench, session)).toBe("next");
  expect(bench.channel.effects.at(-1)?.event).toEqual({
    type: "playback_stop",
    call: "call",
    leg: "call",
    media: talk,
  });
});

test("the key that stopped it counts for the digits_receive that follows", async () => {
  const bench = await Bench.open();
  const session = await bench.call(
    flow("ivr", [
      step("talk", "call-talk", { text: "Press", digits_handle: "next" }, "digits"),
      step("digits", "call-digits_receive", { duration: 5000 }, "next"),
      step("next", "call-sleep", { duration: 60_000 }),
    ]),
  );

  await bench.press("5");

  expect(await waitingAt(bench, session)).toBe("next");
});
