import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { speechOf } from "../../adapters/simulator/speech.js";
import { families } from "../../runtime/families.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { chain, takeCalls } from "../api/server.js";
import { topics } from "../../adapters/simulator/feed.js";

const TEXT = "Welcome to our line.";
/** As `speechOf` models it. */
const LENGTH_MS = speechOf({ type: "talk", text: TEXT }).duration;

let clock: VirtualClock;
let store: MemoryStore;
let switchboard: Switchboard;
let simulator: SimulatorChannel;
beforeEach(async () => {
  clock = new VirtualClock(Date.UTC(2026, 0, 1));
  store = new MemoryStore(clock);
  switchboard = new Switchboard({ store, families, clock });
  simulator = new SimulatorChannel(switchboard);
  switchboard.channels.add(simulator);
  await switchboard.start();
  await takeCalls(
    switchboard,
    "100",
    chain("welcome", ["call-talk", { text: TEXT }], ["call-sleep", { duration: 3_600_000 }]),
  );
});
afterEach(() => switchboard.close());

const settle = async (): Promise<void> => {
  // What the clock has woken reaches the switchboard first.
  await new Promise(setImmediate);
  await switchboard.whenIdle();
};
const pass = (milliseconds: number): Promise<void> => clock.advanceTo(clock.now() + milliseconds, settle);

async function startCall(): Promise<string> {
  const id = await simulator.calls.start({ from: "+1", to: "100" });
  await switchboard.whenIdle();
  return id;
}

const isPlaying = async (id: string): Promise<boolean> => (await simulator.calls.find(id)).playing !== undefined;

test("what nobody listens to lasts as long as it would take to say", async () => {
  const id = await startCall();
  await pass(LENGTH_MS - 1);
  expect(await isPlaying(id)).toBe(true);
  await pass(1);
  expect(await isPlaying(id)).toBe(false);
});

test("a page that listens has its own time", async () => {
  const id = await startCall();
  const leave = simulator.feed.subscribe(topics.call(id), () => {});
  await pass(LENGTH_MS * 3);
  expect(await isPlaying(id)).toBe(true);
  leave();
  await pass(1000);
  expect(await isPlaying(id)).toBe(false);
});

test("a page that is stuck does not hold the call up for ever", async () => {
  const id = await startCall();
  simulator.feed.subscribe(topics.call(id), () => {});
  await pass(LENGTH_MS + 31_000);
  expect(await isPlaying(id)).toBe(false);
});

test("the end of media is told again when the store could not take it", async () => {
  const id = await startCall();
  const { accept } = store;
  store.accept = async () => {
    throw new StoreUnavailable("The disk is full.");
  };
  await pass(LENGTH_MS);
  expect(await isPlaying(id)).toBe(true);
  store.accept = accept;
  await pass(1000);
  expect(await isPlaying(id)).toBe(false);
});

test("markup is not read aloud", () => {
  const { text } = speechOf({ type: "talk", text: "<speak>Hello <break time='1s'/> &amp; welcome</speak>" });
  expect(text).toBe("Hello & welcome");
});

test("what a GoFlow flow has recorded is played instead of its words", () => {
  const msg = { text: "Welcome", attachments: ["audio:https://example.com/welcome.mp3"] };
  expect(speechOf({ type: "ivr_created", msg })).toMatchObject({
    kind: "play",
    text: "Welcome",
    urls: ["https://example.com/welcome.mp3"],
  });
});
