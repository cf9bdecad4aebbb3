import type { Store } from "../../../runtime/store/store.js";
import { aCommit, aSession, NOW, type Open } from "./samples.js";

export function timersContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  test("a timer that is due becomes an input of its session's lane, at the time it was set for", async () => {
    await store.commit(aCommit(aSession("s1", { lane: "ann" }), { timers: [{ token: "t1", due: NOW + 5 }] }));

    expect(await store.fireTimers(NOW + 60_000, 10)).toEqual(["ann"]);

    expect(await store.inputs("ann", 10)).toEqual([
      {
        id: expect.any(String),
        source: "timer",
        session: "s1",
        lane: "ann",
        at: NOW + 5,
        attempts: 0,
        input: { type: "timeout", token: "t1" },
      },
    ]);
  });

  test("a timer fires once", async () => {
    await store.commit(aCommit(aSession("s1"), { timers: [{ token: "t1", due: NOW }] }));

    await store.fireTimers(NOW, 10);

    expect(await store.fireTimers(NOW, 10)).toEqual([]);
    expect(await store.inputs("lane of s1", 10)).toHaveLength(1);
    expect(await store.nextTimerAt()).toBeUndefined();
  });

  test("timers fire in the order of their times, no more than asked for, and none too early", async () => {
    const timers = [
      { token: "late", due: NOW + 3 },
      { token: "first", due: NOW + 1 },
      { token: "second", due: NOW + 2 },
    ];
    await store.commit(aCommit(aSession("s1"), { timers }));

    expect(await store.nextTimerAt()).toBe(NOW + 1);
    await store.fireTimers(NOW + 2, 1);
    expect(await store.nextTimerAt()).toBe(NOW + 2);
    await store.fireTimers(NOW + 2, 10);

    const inputs = await store.inputs("lane of s1", 10);
    expect(inputs.map(({ input }) => input)).toEqual([
      { type: "timeout", token: "first" },
      { type: "timeout", token: "second" },
    ]);
    expect(await store.nextTimerAt()).toBe(NOW + 3);
  });

  test("each lane that got work is named once", async () => {
    const timers = ["t1", "t2"].map((token) => ({ token, due: NOW }));
    await store.commit(aCommit(aSession("s1", { lane: "ann" }), { timers }));
    await store.commit(aCommit(aSession("s2", { lane: "bob" }), { timers }));

    expect((await store.fireTimers(NOW, 10)).sort()).toEqual(["ann", "bob"]);
  });

  test("a commit replaces the timers of its session", async () => {
    await store.commit(aCommit(aSession("s1"), { timers: [{ token: "t1", due: NOW + 1 }] }));
    await store.commit(aCommit(aSession("s2"), { timers: [{ token: "t1", due: NOW + 9 }] }));

    await store.commit(aCommit(aSession("s1"), { revision: 1, timers: [{ token: "t1", due: NOW + 5 }] }));

    expect(await store.nextTimerAt()).toBe(NOW + 5);
    expect(await store.statistics()).toMatchObject({ timers: 2 });
    expect(await store.fireTimers(NOW + 9, 10)).toEqual(["lane of s1", "lane of s2"]);
  });

  test("a timer that fired is not set again by commits that repeat it", async () => {
    const timers = [{ token: "t1", due: NOW }];
    await store.commit(aCommit(aSession("s1"), { timers }));
    await store.fireTimers(NOW, 10);

    await store.commit(aCommit(aSession("s1"), { revision: 1, timers: [...timers, { token: "t2", due: NOW + 1 }] }));

    expect(await store.nextTimerAt()).toBe(NOW + 1);
  });

  test("a timer that a commit left out and a later one sets fires again", async () => {
    const timers = [{ token: "t1", due: NOW }];
    await store.commit(aCommit(aSession("s1"), { timers }));
    await store.fireTimers(NOW, 10);
    await store.commit(aCommit(aSession("s1"), { revision: 1 }));

    await store.commit(aCommit(aSession("s1"), { revision: 2, timers }));

    expect(await store.fireTimers(NOW, 10)).toEqual(["lane of s1"]);
  });
}
