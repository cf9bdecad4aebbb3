import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { dialled, does, hungUp, talks } from "./dialled.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

/** Connects to these destinations, then says "after". */
async function connecting(options: JsonObject): Promise<string> {
  return bench.call(
    flow("connecting", [
      step("connect", "call-connect", options, "after"),
      step("after", "call-talk", { text: "after" }, "sleep"),
      step("sleep", "call-sleep", { duration: 600_000 }),
    ]),
  );
}

const to = (...numbers: string[]): JsonObject => ({ destinations: numbers.map((target) => ({ type: "tel", target })) });
const status = async (session: string) => (await bench.session(session)).call?.legs["call"]?.status;

test("the caller hears ringing in a bridge until the other answers", async () => {
  const session = await connecting(to("1002"));
  const { legs } = (await bench.session(session)).call!;
  expect(legs["call"]).toMatchObject({ status: "ringing", hears: "ringback", bridge: expect.any(String) });

  await does(bench, "1002", "answered");

  const [leg] = dialled(bench, "1002");
  const connected = (await bench.session(session)).call!.legs;
  expect(connected[leg!]).toMatchObject({ status: "progressing", bridge: legs["call"]!.bridge });
  expect(connected["call"]).toMatchObject({ status: "progressing" });
  expect(talks(bench)).toEqual([]);
});

test("the flow goes on when the other has gone", async () => {
  const session = await connecting(to("1002"));
  await does(bench, "1002", "answered");
  await does(bench, "1002", "hangup");
  expect(talks(bench)).toEqual(["after"]);
  expect(await status(session)).toBe("progressing");
});

test("the flow goes on at once when the other is busy, and the caller is not answered by that", async () => {
  const session = await connecting(to("1002"));
  const answeredBefore = bench.channel.types.includes("call_answered");
  await does(bench, "1002", "hangup", "busy");
  expect(answeredBefore).toBe(false);
  expect(bench.channel.types.indexOf("bridge_leave")).toBeLessThan(bench.channel.types.indexOf("call_answered"));
  expect(talks(bench)).toEqual(["after"]);
  expect(await status(session)).toBe("progressing");
});

test("who does not answer for a minute is given up", async () => {
  await connecting(to("1002"));
  await bench.pass(60_000);
  const [leg] = dialled(bench, "1002");
  expect(hungUp(bench)).toEqual([`${leg} dialout`]);
  await does(bench, "1002", "hangup", "dialout");
  expect(talks(bench)).toEqual(["after"]);
});

test("several numbers ring on their own, and all who answer talk together", async () => {
  const session = await connecting(to("1002", "1003"));
  await does(bench, "1002", "answered");
  await does(bench, "1003", "answered");
  expect(hungUp(bench)).toEqual([]);
  const bridges = Object.values((await bench.session(session)).call!.legs).map(({ bridge }) => bridge);
  expect(new Set(bridges).size).toBe(1);

  await does(bench, "1002", "hangup");
  expect(talks(bench)).toEqual([]);
  await does(bench, "1003", "hangup");
  expect(talks(bench)).toEqual(["after"]);
});

test("of an agent all telephones ring, until the first answers", async () => {
  bench.switchboard.callCentre.add({ agents: [{ id: "ann", addresses: [{ target: "1002" }, { target: "1003" }] }] });
  await connecting({ destinations: [{ type: "agent", target: "ann" }] });
  await does(bench, "1003", "answered");
  expect(hungUp(bench)).toEqual([`${dialled(bench, "1002")[0]} normal`]);
});

test("with early media the caller hears the other before the answer", async () => {
  const session = await connecting({ ...to("1002"), early_media: true });
  await does(bench, "1002", "early_media");
  expect((await bench.session(session)).call!.legs["call"]).toMatchObject({ status: "ringing" });
  expect(bench.channel.types.filter((type) => type === "bridge_join")).toHaveLength(2);
});

test("with the reason relayed the caller is hung up by it, and nothing follows", async () => {
  const session = await connecting({ ...to("1002", "1003"), relay_reason: true });
  await does(bench, "1002", "hangup", "busy");
  await does(bench, "1003", "hangup", "noanswer");
  expect(hungUp(bench)).toEqual(["call busy"]);
  expect(talks(bench)).toEqual([]);
  expect((await bench.session(session)).status).toBe("completed");
});

test("when the caller hangs up, those who ring stop ringing", async () => {
  const session = await connecting(to("1002"));
  await bench.hangUp();
  const [leg] = dialled(bench, "1002");
  expect(hungUp(bench)).toEqual([`${leg} normal`]);

  await does(bench, "1002", "hangup");

  expect((await bench.session(session)).call!.legs[leg!]).toMatchObject({ status: "hangup", hangupReason: "cancel" });
});

test("who answers after the caller has gone is not connected to anybody", async () => {
  await connecting(to("1002"));
  await bench.hangUp();
  await does(bench, "1002", "answered");
  expect(bench.channel.types.filter((type) => type === "bridge_join")).toHaveLength(1);
});

test("a forward now takes the caller out of the bridge, which is over for the other", async () => {
  const session = await connecting(to("1002"));
  await does(bench, "1002", "answered");
  await bench.give(session, { type: "forward", target: "after", now: true });
  expect(talks(bench)).toEqual(["after"]);
  expect(hungUp(bench)).toEqual([`${dialled(bench, "1002")[0]} normal`]);
});

test.each([{ destinations: [] }, { destinations: [{ type: "agent", target: "nobody" }] }, to("")])(
  "with nobody to call (%j) the flow stops",
  async (options) => {
    const session = await connecting(options);
    expect((await bench.session(session)).status).toBe("failed");
    expect(hungUp(bench)).toEqual(["call normal"]);
  },
);

test("a hidden number is for the channel to hide", async () => {
  await connecting({ ...to("1002"), anonymous: "yes" });

  const dial = bench.channel.effects.find(({ event }) => event.type === "call_dial");
  expect(dial?.event).toMatchObject({ to: "1002", anonymous: "yes" });
});

test("the telephones of a linear agent ring one after another", async () => {
  const addresses = ["1002", "1003"].map((target) => ({ target }));
  bench.switchboard.callCentre.add({ agents: [{ id: "kim", addresses, ring_method: "linear" }] });
  await connecting({ destinations: [{ type: "agent", target: "kim" }] });
  expect(dialled(bench, "1003")).toEqual([]);

  await does(bench, "1002", "hangup", "busy");
  expect(dialled(bench, "1003")).toHaveLength(1);
  expect(talks(bench)).toEqual([]);

  await does(bench, "1003", "hangup", "busy");
  expect(talks(bench)).toEqual(["after"]);
});

test("a hidden number is hidden from every telephone of a linear agent", async () => {
  const addresses = ["1002", "1003"].map((target) => ({ target }));
  bench.switchboard.callCentre.add({ agents: [{ id: "kim", addresses, ring_method: "linear" }] });
  await connecting({ destinations: [{ type: "agent", target: "kim" }], anonymous: "yes" });

  await does(bench, "1002", "hangup", "busy");

  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "call_dial", to: "1003", anonymous: "yes" });
});

test("no other telephone of a linear agent rings when the caller has gone", async () => {
  const addresses = ["1002", "1003"].map((target) => ({ target }));
  bench.switchboard.callCentre.add({ agents: [{ id: "kim", addresses, ring_method: "linear" }] });
  await connecting({ destinations: [{ type: "agent", target: "kim" }] });

  await bench.hangUp();
  await does(bench, "1002", "hangup", "cancel");

  expect(dialled(bench, "1003")).toEqual([]);
});
