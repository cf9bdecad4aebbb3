import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { hungUp, talks } from "./dialled.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const actions = [{ type: "talk", option: { text: "hello ${who}" } }];
const someone: JsonObject = { destinations: [{ type: "tel", target: "1002" }], source: { target: "+2" } };

const calling = (options: JsonObject) =>
  flow("calling", [
    step("set", "call-variable_set", { key: "who", value: "Kim" }, "call"),
    step("call", "call-call", { ...someone, ...options }, "sleep"),
    step("sleep", "call-sleep", { duration: 600_000 }),
  ]);

/** Id of the call that was started last. */
const started = (): string =>
  String(bench.channel.effects.findLast(({ event }) => event.type === "call_dial")?.event["call"]);

async function network(call: string, event: "ringing" | "answered" | "hangup", cause?: string): Promise<void> {
  const input = { type: "call", event, leg: call, ...(cause !== undefined && { cause }) } as const;
  await bench.switchboard.callEvent(bench.channel.id, call, input);
  await bench.settle();
}

const callSession = async (call: string) => (await bench.switchboard.store.sessionOfCall(call))?.session;

test("starts a session of its own, whose flow begins at the answer", async () => {
  await bench.run(calling({ actions }));
  const call = started();
  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "call_dial", leg: call, from: "+2", to: "1002" });

  await network(call, "ringing");
  expect(talks(bench)).toEqual([]);
  await network(call, "answered");

  expect(talks(bench)).toEqual(["hello Kim"]);
  expect((await callSession(call))?.call?.legs[call]).toMatchObject({ direction: "outgoing", status: "progressing" });
});

test("with early execution it begins when it rings", async () => {
  await bench.run(calling({ actions: [{ type: "sleep", option: { duration: 1000 } }], early_execution: true }));
  const call = started();
  expect((await callSession(call))?.steps).toBe(0);
  await network(call, "ringing");
  expect((await callSession(call))?.steps).toBe(1);
  await network(call, "answered");
  expect((await callSession(call))?.steps).toBe(1);
});

test("what is said while it rings does not answer it: only who was called can", async () => {
  await bench.run(calling({ actions, early_execution: true }));
  const call = started();

  await network(call, "ringing");

  expect(talks(bench)).toEqual(["hello Kim"]);
  expect(bench.channel.types).not.toContain("call_answered");
  expect((await callSession(call))?.call?.legs[call]?.status).toBe("ringing");
});

test("a flow that is named has variables of its own", async () => {
  const named = flow("named", [step("talk", "call-talk", { text: "to ${voipbin.call.destination.target} ${who}" })]);
  await bench.run([calling({ flow_id: "named" }), named]);
  await network(started(), "answered");
  expect(talks(bench)).toEqual(["to 1002 "]);
});

test("with a flow that there is not nobody is called, and the flow stops", async () => {
  const session = await bench.run(calling({ flow_id: "gone" }));

  expect(bench.channel.types).toEqual([]);
  expect((await bench.session(session)).status).toBe("failed");
});

test("who is busy never begins the flow, and the session ends by that", async () => {
  await bench.run(calling({ actions }));
  const call = started();
  await network(call, "hangup", "busy");
  expect(talks(bench)).toEqual([]);
  expect(await callSession(call)).toMatchObject({
    status: "interrupted",
    steps: 0,
    call: { legs: { [call]: { hangupReason: "busy" } } },
  });
});

test("who does not answer for a minute is given up", async () => {
  await bench.run(calling({ actions }));
  const call = started();
  await bench.pass(60_000);
  expect(hungUp(bench)).toEqual([`${call} dialout`]);
  await network(call, "hangup", "dialout");
  expect((await callSession(call))?.call?.legs[call]?.hangupReason).toBe("dialout");
});

test("a chained call ends with the call that started it", async () => {
  await bench.call(calling({ actions, chained: true }), { channel: bench.channel.id });
  const call = started();
  await bench.hangUp();
  expect(hungUp(bench)).toEqual([`${call} normal`]);
});

test.each([{ actions }, { actions, chained: true }])(
  "without a call of its own nothing is chained",
  async (options) => {
    const session = await bench.run(calling(options));
    await bench.command(session, "stop");
    expect(hungUp(bench)).toEqual([]);
    expect(await bench.events(session, "call_created")).toMatchObject([{ target: "1002", chained: false }]);
  },
);

test("the telephones of an agent ring until the first answers", async () => {
  bench.switchboard.callCentre.add({ agents: [{ id: "ann", addresses: [{ target: "1002" }, { target: "1003" }] }] });
  await bench.run(
    calling({
      destinations: [{ type: "agent", target: "ann" }],
      actions: [{ type: "sleep", option: { duration: 9000 } }],
    }),
  );
  const [first, second] = bench.channel.effects.map(({ event }) => String(event["call"]));
  await network(second!, "answered");
  expect(hungUp(bench)).toEqual([`${first} normal`]);
});

test("the telephones of a linear agent ring one after another, with the same actions, hidden as before", async () => {
  const addresses = ["1002", "1003"].map((target) => ({ target }));
  bench.switchboard.callCentre.add({ agents: [{ id: "ann", addresses, ring_method: "linear" }] });
  await bench.run(calling({ destinations: [{ type: "agent", target: "ann" }], actions, anonymous: "yes" }));
  const first = started();

  await network(first, "hangup", "busy");

  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "call_dial", to: "1003", anonymous: "yes" });
  await network(started(), "answered");
  expect(talks(bench)).toEqual(["hello Kim"]);
});

test("no telephone of a linear agent rings any more once the call that it is chained to has ended", async () => {
  const addresses = ["1002", "1003"].map((target) => ({ target }));
  bench.switchboard.callCentre.add({ agents: [{ id: "ann", addresses, ring_method: "linear" }] });
  const destinations = [{ type: "agent", target: "ann" }];
  await bench.call(calling({ destinations, actions, chained: true }), { channel: bench.channel.id });
  const first = started();
  await network(first, "hangup", "busy");
  const second = started();

  await bench.hangUp();
  await network(second, "hangup");

  expect(second).not.toBe(first);
  expect(hungUp(bench)).toEqual([`${second} normal`]);
});

test.each([
  [{ destinations: [], actions }, "nobody"],
  [{ actions: [{ type: "no_such" }] }, "no_such"],
])("what cannot be called (%j) stops the flow", async (options, why) => {
  const session = await bench.run(calling(options));
  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.events(session, "failure")).toMatchObject([{ text: expect.stringContaining(why) }]);
});

test("a hidden number is for the channel to hide", async () => {
  await bench.run(calling({ actions, anonymous: "yes" }));

  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "call_dial", to: "1002", anonymous: "yes" });
});
