import { Activity } from "../../runtime/activity.js";
import { Halted, Lanes } from "../../runtime/switchboard/lanes.js";
import { RevisionConflict, StoreUnavailable } from "../../runtime/store/errors.js";
import type { StoredInput } from "../../runtime/store/store.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { anInput } from "../store/contract/samples.js";
import { NOW } from "../support/bench.js";
import { faultyStore } from "../support/faulty-store.js";

type Process = (text: string, input: StoredInput) => Promise<void> | void;

/** Lanes over a store in memory, whose inputs are processed as the test says. */
function makeLanes(process: Process) {
  const clock = new VirtualClock(NOW);
  const store = faultyStore(clock);
  const activity = new Activity();
  const warnings: string[] = [];
  const done: string[] = [];
  const note = (line: string): void => void warnings.push(line);
  const lanes = new Lanes(store, clock, activity, { info: note, warn: note, error: note }, async (stored) => {
    const text = stored.input.type === "message" ? stored.input.message.text : "";
    await process(text, stored);
    await store.commit({ sessions: [], acknowledge: stored.id });
    done.push(text);
  });
  const add = async (lane: string, ...texts: string[]): Promise<void> => {
    for (const text of texts) {
      await store.accept(anInput(lane, text));
      lanes.wake(lane);
    }
  };
  const settle = (): Promise<void> => activity.whenIdle();
  const pass = (time: number): Promise<void> => clock.advanceTo(clock.now() + time, settle);
  return { lanes, store, add, done, warnings, settle, pass, clock };
}

/** A promise to be kept later. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test("the inputs of one lane run one after the other, in order", async () => {
  const running: string[] = [];
  const { add, done, settle } = makeLanes(async (text) => {
    running.push(text);
    await new Promise((resolve) => setImmediate(resolve));
    expect(running).toEqual([text]);
    running.pop();
  });

  await add("a", "1", "2", "3");
  await settle();

  expect(done).toEqual(["1", "2", "3"]);
});

test("different lanes run at the same time", async () => {
  const slow = gate();
  const { add, done, settle } = makeLanes(async (text) => {
    if (text === "slow") await slow.opened;
    else slow.open();
  });

  await add("a", "slow");
  await add("b", "quick");
  await settle();

  expect(done).toEqual(["quick", "slow"]);
});

test("more inputs than are read at a time are all run", async () => {
  const { add, done, settle } = makeLanes(() => {});
  const texts = Array.from({ length: 40 }, (_, index) => String(index));

  await add("a", ...texts);
  await settle();

  expect(done).toEqual(texts);
});

test("an input whose sprint is a defect is set aside after three attempts, and the lane goes on", async () => {
  const attempts: string[] = [];
  const { add, done, pass, store, warnings } = makeLanes((text) => {
    attempts.push(text);
    if (text === "poison") throw new Error("a defect");
  });

  await add("a", "before", "poison", "after");
  await pass(10_000);

  expect(attempts).toEqual(["before", "poison", "poison", "poison", "after"]);
  expect(done).toEqual(["before", "after"]);
  expect(await store.rejectedInputs(10)).toMatchObject([
    { attempts: 3, lastError: expect.stringContaining("a defect") },
  ]);
  expect(warnings.at(-1)).toMatch(/set aside after 3 attempts/);
});

test("a lane in trouble does not hold up another", async () => {
  const { add, done, settle } = makeLanes((text) => {
    if (text === "poison") throw new Error("a defect");
  });

  await add("a", "poison");
  await add("b", "well");
  await settle();

  expect(done).toEqual(["well"]);
});

test("while the store is unavailable nothing is counted or lost; then the lane goes on by itself", async () => {
  const { add, done, pass, store } = makeLanes(() => {});
  store.fail("commit", new StoreUnavailable("the disk is full"));

  await add("a", "1", "2");
  await pass(60_000);
  expect(done).toEqual([]);
  store.fail("commit", undefined);
  await pass(5000);

  expect(done).toEqual(["1", "2"]);
  expect(await store.statistics()).toMatchObject({ pendingInputs: 0, rejectedInputs: 0 });
});

test("a store that stays unavailable is asked ever less often, whatever comes in", async () => {
  const { add, pass, store } = makeLanes(() => {});
  store.fail("inputs", new StoreUnavailable("the disk is full"));

  await add("a", "1");
  await pass(10_000);
  const asked = store.calls("inputs");
  for (let more = 0; more < 20; more++) await add("a", "more");

  expect(asked).toBeLessThan(10);
  expect(store.calls("inputs")).toBe(asked);
});

test("a sprint that somebody else was quicker than runs again at once", async () => {
  let conflicts = 1;
  const { add, done, settle } = makeLanes((_, input) => {
    if (conflicts-- > 0) throw new RevisionConflict("contact", input.lane, 1);
  });

  await add("a", "1");
  await settle();

  expect(done).toEqual(["1"]);
});

test("a conflict that does not end is tried again after pauses", async () => {
  let attempts = 0;
  const { add, settle, pass, store } = makeLanes((_, input) => {
    attempts++;
    throw new RevisionConflict("contact", input.lane, 1);
  });

  await add("a", "1");
  await settle();
  expect(attempts).toBe(2);
  await pass(5000);

  expect(attempts).toBeLessThan(10);
  expect((await store.statistics()).pendingInputs).toBe(1);
});

test("while the lanes pause nothing runs; then everything does", async () => {
  const { lanes, add, done, settle } = makeLanes(() => {});
  lanes.pause();
  await add("a", "1");
  await add("b", "2");
  await settle();
  expect(done).toEqual([]);

  lanes.resume();
  await settle();

  expect(done).toEqual(["1", "2"]);
});

test("a sprint that was halted by the pause runs again after it, and is no defect", async () => {
  let halts = 5;
  const { lanes, add, done, settle, store } = makeLanes(() => {
    if (halts-- > 0) {
      lanes.pause();
      throw new Halted("redeploy");
    }
  });

  await add("a", "1");
  for (let redeploy = 0; redeploy < 5; redeploy++) {
    await settle();
    lanes.resume();
  }
  await settle();

  expect(done).toEqual(["1"]);
  expect(await store.rejectedInputs(1)).toEqual([]);
});

test("a lane that another process works at is left to it", async () => {
  const { add, done, settle, store } = makeLanes(() => {});
  const locked: typeof store.lockLane = async () => undefined;
  Object.assign(store, { lockLane: locked });

  await add("a", "1");
  await settle();

  expect(done).toEqual([]);
});

test("closed lanes try nothing again", async () => {
  const { lanes, add, settle, store, clock } = makeLanes(() => {});
  store.fail("inputs", new StoreUnavailable("gone"));
  await add("a", "1");
  await settle();

  lanes.close();

  expect(clock.next).toBeUndefined();
});

test("what an earlier process left is taken up", async () => {
  const { lanes, store, done, settle } = makeLanes(() => {});
  await store.accept(anInput("a", "1"));
  await store.accept(anInput("b", "2"));

  await lanes.wakeAll();
  await settle();

  expect(done).toEqual(["1", "2"]);
});
