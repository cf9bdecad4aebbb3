import { DIGITS } from "../../../runtime/call/variables.js";
import { connected, ModuleBench, running } from "./fixture.js";

let call: ModuleBench;
beforeEach(async () => {
  const music = { moh_aleg: "quiet", moh_bleg: "waltz", unhold_key: "5" };
  call = await ModuleBench.open(
    running({ 1: ["hold", music], 2: ["hold"], 3: ["hold_control"], 4: ["resume"] }),
    connected,
  );
});
afterEach(() => call.close());

test("the other party hears music, and stays in the call", async () => {
  await call.press("1");
  expect(call.sent("hold")).toMatchObject([{ leg: "b", by: "call", unhold_key: "5", moh: "waltz", own_moh: "quiet" }]);
  expect(await call.leg("b")).toMatchObject({ held: { by: "call", key: "5" }, hears: "moh", bridge: "call" });
});

test("the key of whoever holds takes the party back, and the flow does not get it", async () => {
  await call.press("1");
  await call.bench.onCall({ type: "digit", leg: "b", digit: "5" });
  expect(call.sent("unhold")).toEqual([]);

  await call.bench.press("5");

  expect(call.sent("unhold")).toMatchObject([{ leg: "b", by: "call" }]);
  expect((await call.bench.session(call.session)).variables[DIGITS]).toBe("");
  await call.bench.press("5");
  expect((await call.bench.session(call.session)).variables[DIGITS]).toBe("5");
});

test("resume and hold_control take it back too; a hold of who is held does nothing", async () => {
  for (const number of ["2", "2", "4", "3", "3"]) await call.press(number);
  expect(call.sent("hold", "unhold").map(({ type }) => type)).toEqual(["hold", "unhold", "hold", "unhold"]);
});

test("the other party can hold as well", async () => {
  await call.press("2", "b");
  expect(call.sent("hold")).toMatchObject([{ leg: "call", by: "b", unhold_key: "1" }]);
});

test("who is held can have it ended by resume, but not by hold_control", async () => {
  await call.press("2");
  await call.press("3", "b");
  expect(call.sent("unhold")).toEqual([]);
  await call.press("3", "b");
  await call.press("4", "b");
  expect(call.sent("unhold")).toMatchObject([
    { leg: "call", by: "b" },
    { leg: "b", by: "call" },
  ]);
});

test("both hold each other: whoever is taken back still holds the other, who hears music on", async () => {
  await call.press("2");
  await call.press("2", "b");
  expect([(await call.leg("call")).hears, (await call.leg("b")).hears]).toEqual(["moh", "moh"]);

  await call.bench.press("1");

  expect([(await call.leg("call")).hears, (await call.leg("b")).hears]).toEqual(["moh", "silence"]);
});
