import { nextTransferState, type TransferEvent, type TransferState } from "../../runtime/metaflow/transfer/machine.js";
import type { Event } from "../../runtime/session/event.js";
import type { JsonObject } from "../../runtime/json.js";
import { Bench } from "../support/bench.js";
import { step } from "../support/program.js";
import { sleeping, withLegs } from "./calls.js";

const connected = withLegs({ b: { number: "1002", status: "progressing" } });

/** A call on which *2 and a number transfer the other party, and *7 brings the parties together. */
function transferring(options: JsonObject) {
  return sleeping([
    step(
      "listener",
      "metaflow-listen",
      { patterns: ["^2(\\d+)$"], numbers: ["7", "1"] },
      { "patterns.^2(\\d+)$": "transfer", "numbers.7": "resume", "numbers.1": "say" },
    ),
    step("transfer", "metaflow-transfer", options),
    step("resume", "metaflow-resume"),
    step("say", "metaflow-say", { text: "one" }),
  ]);
}

let bench: Bench;
let session: string;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const legs = async () => (await bench.session(session)).call!.legs;
const target = async () => Object.keys(await legs()).find((id) => id !== "call" && id !== "b")!;
const together = async (...ids: string[]): Promise<boolean> => {
  const bridges = ids.map(async (id) => (await legs())[id]!.bridge);
  const [first, ...others] = await Promise.all(bridges);
  return first !== undefined && others.every((bridge) => bridge === first);
};
const says = async (event: "answered" | "hangup", leg: string) => bench.onCall({ type: "call", event, leg });
const sent = (type: string): Event[] =>
  bench.channel.effects.filter(({ event }) => event.type === type).map(({ event }) => event);

async function transfer(options: JsonObject = { transfer_type: "attended" }): Promise<void> {
  session = await bench.call(transferring(options), connected);
  await bench.press("*2600");
  await bench.pass(800);
}

test("blind: the transferor is let go, and the target gets the other party", async () => {
  await transfer({});
  expect(sent("call_dial")).toMatchObject([{ to: "600" }]);
  expect(sent("call_hangup")).toMatchObject([{ leg: "call", by: "local" }]);
  await bench.hangUp();
  await says("answered", await target());

  expect(await together("b", await target())).toBe(true);
});

test("the session lasts as long as the parties that it has connected, though its flow has ended", async () => {
  await transfer({});
  await bench.hangUp();
  expect((await bench.runs(session)).map(({ status }) => status)).toEqual(["interrupted", "completed"]);
  await says("answered", await target());
  expect((await bench.session(session)).endedAt).toBeUndefined();

  await says("hangup", await target());

  expect(sent("call_hangup")).toMatchObject([{ leg: "call" }, { leg: "b" }]);
  expect((await bench.session(session)).status).toBe("interrupted");
});

test("attended: hanging up hands the other party over", async () => {
  await transfer();
  expect((await legs())["b"]).toMatchObject({ hears: "moh", held: { by: "call" } });
  await says("answered", await target());
  expect(await together("call", await target())).toBe(true);

  await bench.hangUp();

  expect(await together("b", await target())).toBe(true);
});

test("attended: a partial transfer that fails lets the other party go after a second", async () => {
  await transfer();
  await bench.hangUp();
  await says("hangup", await target());
  expect(sent("call_hangup")).toEqual([]);

  await bench.pass(1000);

  expect(sent("call_hangup")).toMatchObject([{ leg: "b" }]);
});

test("attended: the pause survives the process", async () => {
  await transfer();
  await says("hangup", await target());

  const second = await bench.restart(5000);
  await second.pass(0);

  const { call } = await second.session(session);
  expect(call!.legs["call"]!.bridge).toBe(call!.legs["b"]!.bridge);
  await second.close();
});

test("attended: the takeback keys bring the parties together, and mean nothing else", async () => {
  await transfer();
  await bench.press("*1");
  expect(sent("call_hangup")).toMatchObject([{ leg: await target() }]);
  expect(await together("call", "b")).toBe(true);

  await bench.pass(800);

  expect(await bench.events(session, "digits_collected")).toMatchObject([{}, { collected: "1", matched: null }]);
  expect(sent("say")).toEqual([]);
});

test("attended: resume takes it back", async () => {
  await transfer();
  await bench.press("*7");
  await bench.pass(800);
  expect(await together("call", "b")).toBe(true);
});

test("a second transfer of the same party fails", async () => {
  await transfer();
  await bench.press("*2700");
  await bench.pass(800);
  expect(await bench.complaints(session)).toEqual(["transfer: the party is in a transfer already"]);
});

test.each([
  [{}, { call: connected.call }, "*2600", undefined],
  [
    { captures: ["no_match"] },
    { call: { ...connected.call, legs: {} } },
    "*2600",
    "transfer: there is nobody to transfer",
  ],
])("what it needs is there, or it fails: %j", async (options, start, keys, complaint) => {
  session = await bench.call(transferring(options), start);
  await bench.press(keys);
  await bench.pass(800);
  expect(await bench.complaints(session)).toEqual(complaint === undefined ? [] : [complaint]);
});

describe("the machine", () => {
  test.each<[TransferState, TransferEvent, TransferState]>([
    ["ringing", "target_gone", "returning"],
    ["returning", "paused", "taken_back"],
    ["returning", "transferor_gone", "dropping"],
    ["dropping", "paused", "dropped"],
    ["talking", "target_gone", "taken_back"],
    ["talking", "transferee_gone", "left_over"],
    ["handed_over", "target_gone", "handed_over"],
  ])("%s, %s: %s", (from, event, to) => {
    expect(nextTransferState(from, event)).toBe(to);
  });
});
