import { DIGITS } from "../../runtime/call/variables.js";
import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";
import { listening, restsAt, said, sleeping } from "./calls.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

describe("what a collector takes, the flow never sees:", () => {
  test("a text that a key ends is spoken on", async () => {
    const talk = step("talk", "call-talk", { text: "Menu", digits_handle: "next" }, "after");
    const session = await bench.call(
      flow("talking", [talk, step("after", "call-talk", { text: "x" }), ...listening({ 1: "one" })]),
    );

    await bench.press("*1");
    await bench.pass(800);

    expect(said(bench)).toEqual(["one"]);
    expect(await restsAt(bench, session)).toEqual(["talk"]);
    expect((await bench.session(session)).variables[DIGITS]).toBe("");
  });

  test("a sleep goes on", async () => {
    const session = await bench.call(sleeping(listening({ 1: "one" })));

    await bench.press("*1");
    await bench.pass(800);

    expect(said(bench)).toEqual(["one"]);
    expect(await restsAt(bench, session)).toEqual(["sleep"]);
  });

  test("a step that receives digits gets those around the collection", async () => {
    const receive = step("receive", "call-digits_receive", { duration: 10_000, length: 3, key: "*" });
    const session = await bench.call(flow("receiving", [receive, ...listening({ 9: "nine" })]));

    await bench.press("1*9");
    await bench.pass(800);
    await bench.press("2");

    expect(said(bench)).toEqual(["nine"]);
    expect((await bench.session(session)).variables[DIGITS]).toBe("12");
  });

  test("a flow inside the flow waits on", async () => {
    const session = await bench.call([
      flow("outer", [step("call", "call-fetch_flow", { flow_id: "inner" }), ...listening({ 1: "one" })]),
      flow("inner", [step("receive", "call-digits_receive", { duration: 10_000 })]),
    ]);

    await bench.press("*1");
    await bench.pass(800);

    expect(said(bench)).toEqual(["one"]);
    expect(await restsAt(bench, session)).toEqual(["call", "receive"]);
  });

  test("digits that match nothing are not given back", async () => {
    const receive = step("receive", "call-digits_receive", { duration: 10_000, key: "#" });
    const session = await bench.call(flow("receiving", [receive, ...listening({ 1: "one" })]));

    await bench.press("*4#");
    await bench.pass(800);

    expect(await restsAt(bench, session)).toEqual(["receive"]);
    expect((await bench.session(session)).variables[DIGITS]).toBe("");
    expect(await bench.events(session, "digits_collected")).toMatchObject([{ collected: "4#", matched: null }]);
  });
});

test("without a listener every key is the flow's", async () => {
  const session = await bench.call(
    flow("plain", [step("receive", "call-digits_receive", { duration: 10_000, length: 2 })]),
  );

  await bench.press("*1");

  expect((await bench.session(session)).variables[DIGITS]).toBe("*1");
});

test("each digit puts the end off by the whole time", async () => {
  await bench.call(sleeping(listening({ 55: "twice" })));

  for (const digit of "*55") {
    await bench.press(digit);
    await bench.pass(799);
  }
  expect(said(bench)).toEqual([]);
  await bench.pass(1);

  expect(said(bench)).toEqual(["twice"]);
});

test("a timer that an earlier digit had set ends nothing", async () => {
  const session = await bench.call(sleeping(listening({ 1: "one" })));
  await bench.press("*");
  await bench.pass(500);
  await bench.press("1");

  await bench.give(session, { type: "timeout", token: "collector:sleeping/listener" });

  expect(said(bench)).toEqual([]);
  await bench.pass(800);
  expect(said(bench)).toEqual(["one"]);
});

test("a time of 0 judges at the binding digit", async () => {
  const nodes = [
    step("listener", "metaflow-listen", { digit_timeout: 0, patterns: ["^$"] }, { "patterns.^$": "say" }),
    step("say", "metaflow-say", { text: "now" }),
  ];
  await bench.call(sleeping(nodes));

  await bench.press("*");

  expect(said(bench)).toEqual(["now"]);
});

test("a collection survives the process, and late is better than never", async () => {
  const session = await bench.call(sleeping(listening({ 1: "one" })));
  await bench.press("*1");

  const second = await bench.restart(5000);
  await second.pass(0);

  expect(said(second)).toEqual(["one"]);
  expect((await second.session(session)).collectors).toBeUndefined();
  await second.close();
});

test("a collection is over with its call", async () => {
  const session = await bench.call(sleeping(listening({ 1: "one" })));
  await bench.press("*1");
  await bench.hangUp();
  await bench.pass(800);

  expect(said(bench)).toEqual([]);
  expect((await bench.session(session)).collectors).toBeUndefined();
});

test("the next collection does not wait for the modules of the one before", async () => {
  await bench.call(sleeping(listening({ 1: "one", 2: "two" })));
  for (const digit of "12") {
    await bench.press(`*${digit}`);
    await bench.pass(800);
  }
  expect(said(bench)).toEqual(["one", "two"]);
});

test("the end of a metaflow is not the end of the flow, and a module that fails ends its chain alone", async () => {
  const nodes = [
    step("listener", "metaflow-listen", { numbers: ["1"] }, { "numbers.1": "broken" }),
    step("broken", "metaflow-say", {}, "hangup"),
    step("hangup", "metaflow-hangup"),
  ];
  const session = await bench.call(sleeping(nodes));

  await bench.press("*1");
  await bench.pass(800);

  expect((await bench.runs(session)).map(({ role, status }) => [role, status])).toEqual([
    ["main", "waiting"],
    ["metaflow", "failed"],
  ]);
  expect(await bench.complaints(session)).toEqual(["say: there is no text"]);
  expect(bench.channel.types).not.toContain("call_hangup");
});

test("a session that has run enough is told so", async () => {
  await bench.close();
  bench = await Bench.open({ limits: { maxRunsPerSession: 2 } });
  const session = await bench.call(sleeping(listening({ 1: "one" })));
  for (let time = 0; time < 2; time++) {
    await bench.press("*1");
    await bench.pass(800);
  }
  expect(said(bench)).toEqual(["one"]);
  expect(await bench.complaints(session)).toEqual([
    "the metaflow at numbers.1 cannot start: the session has 2 runs already",
  ]);
});

test("silence counts from the key, however late its sprint runs", async () => {
  const session = await bench.call(sleeping(listening({ 1: "one" })));
  const { call } = await bench.session(session);
  const at = bench.clock.now() - 500;

  await bench.onCall({ type: "digit", leg: call!.id, digit: "*", at });
  await bench.onCall({ type: "digit", leg: call!.id, digit: "1", at });
  await bench.pass(300);

  expect(said(bench)).toEqual(["one"]);
});
