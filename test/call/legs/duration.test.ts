import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { does, hungUp } from "../../nodes/call/dialled.js";

const HOUR_MS = 60 * 60 * 1000;

let bench: Bench;
afterEach(() => bench.close());

const sleeping = flow("sleeping", [
  step("ring", "call-sleep", { duration: 30_000 }, "answer"),
  step("answer", "call-answer", {}, "sleep"),
  step("sleep", "call-sleep", { duration: 3 * HOUR_MS }),
]);

test("a call is hung up an hour after the answer", async () => {
  bench = await Bench.open();
  const session = await bench.call(sleeping);
  await bench.pass(30_000 + HOUR_MS - 1);
  expect(hungUp(bench)).toEqual([]);

  await bench.pass(1);

  expect(hungUp(bench)).toEqual(["call timeout"]);
  await bench.hangUp();
  const { status, call } = await bench.session(session);
  expect(status).toBe("interrupted");
  expect(call!.legs["call"]).toMatchObject({ status: "hangup", hangupReason: "timeout", hangupBy: "local" });
});

test("the limit is a setting", async () => {
  bench = await Bench.open({ limits: { maxCallDurationMs: 1000 } });
  await bench.call(sleeping);

  await bench.pass(31_000);

  expect(hungUp(bench)).toEqual(["call timeout"]);
});

test("whoever is connected is hung up too", async () => {
  bench = await Bench.open();
  await bench.call(flow("f", [step("connect", "call-connect", { destinations: [{ type: "tel", target: "1002" }] })]));
  await does(bench, "1002", "answered");

  await bench.pass(HOUR_MS);

  expect(hungUp(bench)).toHaveLength(2);
});
