import { Activity } from "../../runtime/activity.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { Timers } from "../../runtime/switchboard/timers.js";
import { aCommit, aSession } from "../store/contract/samples.js";
import { NOW } from "../support/bench.js";
import { faultyStore } from "../support/faulty-store.js";

function makeTimers() {
  const clock = new VirtualClock(NOW);
  const store = faultyStore(clock);
  const activity = new Activity();
  const woken: string[] = [];
  const warnings: string[] = [];
  const note = (line: string): void => void warnings.push(line);
  const log = { info: note, warn: note, error: note };
  const timers = new Timers(store, clock, activity, log, (lane) => woken.push(lane));
  /** Sets a timer of a session, whose lane has its name. */
  const set = async (id: string, due: number): Promise<void> => {
    await store.commit(aCommit(aSession(id, { lane: id }), { timers: [{ token: "t", due }] }));
    timers.expect(due);
  };
  const settle = (): Promise<void> => activity.whenIdle();
  const pass = (time: number): Promise<void> => clock.advanceTo(clock.now() + time, settle);
  return { timers, clock, store, set, woken, warnings, pass, settle };
}

test("a timer becomes an input of its lane at its time, and the lane is woken", async () => {
  const { set, woken, pass, store } = makeTimers();
  await set("a", NOW + 1000);

  await pass(999);
  expect(woken).toEqual([]);
  await pass(1);

  expect(woken).toEqual(["a"]);
  expect(await store.inputs("a", 10)).toMatchObject([
    { source: "timer", at: NOW + 1000, input: { type: "timeout", token: "t" } },
  ]);
});

test("an earlier timer is not kept waiting by a later one", async () => {
  const { set, woken, pass } = makeTimers();
  await set("late", NOW + 60_000);
  await set("soon", NOW + 1000);

  await pass(1000);
  expect(woken).toEqual(["soon"]);
  await pass(59_000);

  expect(woken).toEqual(["soon", "late"]);
});

test("nothing is read from the store while no timer is due", async () => {
  const { timers, set, pass, settle, store } = makeTimers();
  await set("a", NOW + 3_600_000);
  timers.fire();
  await settle();
  const reads = store.calls("fireTimers") + store.calls("nextTimerAt");

  await pass(3_599_999);

  expect(store.calls("fireTimers") + store.calls("nextTimerAt")).toBe(reads);
});

test("more timers than are fired at a time all fire", async () => {
  const { timers, store, woken, settle } = makeTimers();
  const ids = Array.from({ length: 1200 }, (_, index) => `s${index}`);
  for (const id of ids) {
    await store.commit(aCommit(aSession(id, { lane: id }), { timers: [{ token: "t", due: NOW - 1 }] }));
  }

  timers.fire();
  await settle();

  expect(woken).toHaveLength(1200);
});

test("timers that the store cannot give are asked for again", async () => {
  const { set, woken, pass, store, warnings } = makeTimers();
  store.fail("fireTimers", new StoreUnavailable("the disk is full"), 3);
  await set("a", NOW + 1000);

  await pass(10_000);

  expect(woken).toEqual(["a"]);
  expect(warnings).toHaveLength(3);
});

test("a timer whose time comes while the next one is looked up is not forgotten", async () => {
  const { timers, clock, set, woken, store, settle, pass } = makeTimers();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const nextTimerAt = store.nextTimerAt.bind(store);
  Object.assign(store, {
    nextTimerAt: async () => {
      const next = await nextTimerAt();
      ask();
      await answered;
      return next;
    },
  });
  timers.fire();
  await asked;
  await set("a", NOW + 1000);
  // The alarm rings while the answer, which knows nothing of the timer, is on its way.
  await clock.advanceTo(NOW + 1000, async () => {});
  answer();
  await settle();

  expect(woken).toEqual(["a"]);
  await set("b", NOW + 2000);
  await pass(1000);
  expect(woken).toEqual(["a", "b"]);
});

test("closed timers fire no more", async () => {
  const { timers, set, woken, pass } = makeTimers();
  await set("a", NOW + 1000);

  timers.close();
  await pass(2000);

  expect(woken).toEqual([]);
});
