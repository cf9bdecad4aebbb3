import { Bench } from "../support/bench.js";
import { ask, enterFlow, flow, say, step } from "../support/program.js";

test("a key that one of two steps collects is not given to the other", async () => {
  const bench = await Bench.open();
  const collect = (id: string): ReturnType<typeof step> =>
    step(id, "call-digits_receive", { length: 4, duration: 60_000 });
  const session = await bench.call(
    flow("keys", [step("start", "workflow-Branch", {}, ["a", "b"]), collect("a"), collect("b")]),
  );

  await bench.press("12");

  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("12");
});

test("an input that a wait refuses is offered to the next one", async () => {
  const bench = await Bench.open({
    assets: { channels: [{ uuid: "dialer", name: "Dialer", address: "", schemes: ["tel"], roles: ["call"] }] },
  });
  const dial = {
    wait: { type: "dial", phone: "+12065550123" },
    operand: "@resume.dial.status",
    categories: [{ uuid: "any", name: "Any" }],
    default_category_uuid: "any",
  };
  await bench.run(
    flow("both", [
      say("hello", "Hello", ["dial", "ask"]),
      step("dial", "contact-switch", dial),
      ask("ask", "thanks"),
      say("thanks", "Thanks"),
    ]),
  );

  await bench.say("hi");

  expect(bench.channel.texts).toEqual(["Hello", "Thanks"]);
});

test("a timeout is for the token whose time is over", async () => {
  const bench = await Bench.open();
  const session = await bench.run(
    flow("two", [
      say("hello", "Hello", ["long", "short"]),
      ask("long", "end", [600, "end"]),
      ask("short", "end", [60, "late"]),
      say("late", "Too late"),
      say("end", "End"),
    ]),
  );

  await bench.pass(60_000);

  expect(bench.channel.texts).toEqual(["Hello", "Too late"]);
  expect((await bench.runOf(session, "two")).tokens.map(({ node }) => node)).toEqual(["long"]);
});

test("a run expires for itself: the run that called it waits on", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow(
      "parent",
      [
        say("hello", "Hello", ["own", "call"]),
        ask("own"),
        enterFlow("call", "child", "after"),
        say("after", "Child is gone"),
      ],
      {
        expireAfterMinutes: 600,
      },
    ),
    flow("child", [ask("inside")], { expireAfterMinutes: 10 }),
  ]);

  await bench.pass(10 * 60_000);

  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["waiting", "expired"]);
  expect(bench.channel.texts).toEqual(["Hello", "Child is gone"]);
});

test("media that was stopped does not end what plays after it when its end comes in late", async () => {
  const bench = await Bench.open();
  const talk = (id: string, next: string[]): ReturnType<typeof step> =>
    step(id, "call-talk", { text: id, digits_handle: "next" }, next);
  const session = await bench.call(flow("talks", [talk("first", ["second"]), talk("second", [])]));
  const [, first] = bench.channel.keys;

  await bench.press("1");
  await bench.mediaEnds(first);

  expect((await bench.runOf(session, "talks")).tokens.map(({ node }) => node)).toEqual(["second"]);
});
