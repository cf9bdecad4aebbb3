import type { StoredEvent, Store } from "../../../runtime/store/store.js";
import { aCommit, anEffect, anEvent, aSession, aSessionCommit, NOW, type Open } from "./samples.js";

export function eventsContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const texts = (events: readonly StoredEvent[]) => events.map(({ event }) => event["text"]);
  const ended = { status: "completed", endedAt: NOW - 2000 } as const;

  test("events are read back as recorded, oldest first", async () => {
    await store.commit(aCommit(aSession("s1"), { events: [anEvent("1"), anEvent("2")] }));
    await store.commit(aCommit(aSession("s2"), { events: [anEvent("other")] }));
    await store.commit(aCommit(aSession("s1"), { revision: 1, events: [anEvent("3")] }));

    const events = await store.events("s1");

    expect(texts(events)).toEqual(["1", "2", "3"]);
    expect(events[0]).toEqual({ ...anEvent("1"), session: "s1", sequence: expect.any(Number) });
    expect(await store.events("s3")).toEqual([]);
  });

  test("the events of all sessions can be followed from any of them on", async () => {
    await store.commit({
      sessions: [
        aSessionCommit(aSession("s1"), { events: [anEvent("1"), anEvent("2")] }),
        aSessionCommit(aSession("s2"), { events: [anEvent("3")] }),
      ],
    });
    await store.commit(aCommit(aSession("s1"), { revision: 1, events: [anEvent("4")] }));

    const all = await store.eventsAfter(0, 100);

    expect(texts(all)).toEqual(["1", "2", "3", "4"]);
    const sequences = all.map(({ sequence }) => sequence);
    expect([...new Set(sequences)].sort((one, other) => one - other)).toEqual(sequences);
    for (const [index, sequence] of sequences.entries()) {
      expect(texts(await store.eventsAfter(sequence, 100))).toEqual(texts(all).slice(index + 1));
    }
    expect(texts(await store.eventsAfter(sequences[0]!, 2))).toEqual(["2", "3"]);
  });

  test("the newest event is known by its number", async () => {
    expect(await store.lastSequence()).toBe(0);
    await store.commit(aCommit(aSession("s1"), { events: [anEvent("1"), anEvent("2")] }));
    await store.commit(aCommit(aSession("s2")));

    expect(await store.lastSequence()).toBe((await store.events("s1"))[1]!.sequence);
  });

  test("a sprint may have any number of events", async () => {
    const events = Array.from({ length: 2500 }, (_, index) => anEvent(`${index}`));

    await store.commit(aCommit(aSession("s1"), { events }));

    expect(texts(await store.events("s1"))).toEqual(events.map(({ event }) => event["text"]));
    expect(texts(await store.eventsAfter(0, 1500))).toHaveLength(1500);
  });

  test("pruning removes sessions that ended long ago with what belongs to them, and no others", async () => {
    const old = aSession("old", { contact: "ann", ...ended });
    const waits = [{ token: "call", key: "call:1" }];
    await store.commit(aCommit(old, { events: [anEvent("old")], effects: [anEffect("dead", "old")], waits }));
    await store.settleEffects([{ key: "dead", delivered: false, error: "no" }]);
    const recent = aSession("recent", { contact: "ann", ...ended, endedAt: NOW });
    await store.commit(aCommit(recent, { events: [anEvent("recent")] }));
    await store.commit(aCommit(aSession("open", { contact: "ann" }), { events: [anEvent("open")] }));

    expect(await store.prune(NOW - 1000)).toBe(1);

    expect(await store.session("old")).toBeUndefined();
    expect(await store.events("old")).toEqual([]);
    expect(await store.deadEffects(10)).toEqual([]);
    expect(await store.sessionsWaitingFor("call:1")).toEqual([]);
    expect(texts(await store.eventsAfter(0, 10))).toEqual(["recent", "open"]);
    expect((await store.sessionsOfContact("ann", 10)).map(({ session }) => session.id)).toEqual(["open", "recent"]);
    expect((await store.statistics()).sessionsByStatus).toEqual({ completed: 1, waiting: 1 });
    expect(await store.prune(NOW - 1000)).toBe(0);
  });

  test("a session that has ended can be removed, and what belongs to it is gone too", async () => {
    await store.commit(aCommit(aSession("old", ended), { events: [anEvent("old")] }));
    await store.commit(aCommit(aSession("open"), { events: [anEvent("open")] }));

    expect(await store.removeSession("old")).toBe(true);

    expect(await store.session("old")).toBeUndefined();
    expect(texts(await store.eventsAfter(0, 10))).toEqual(["open"]);
    expect((await store.statistics()).sessionsByStatus).toEqual({ waiting: 1 });
    expect(await store.removeSession("old")).toBe(false);
    expect(await store.removeSession("open")).toBe(false);
  });

  test("pruning keeps effects that are still to be delivered", async () => {
    await store.commit(aCommit(aSession("old", ended), { effects: [anEffect("e1", "old")] }));

    await store.prune(NOW - 1000);

    expect(await store.dueEffects(NOW, 10)).toMatchObject([{ key: "e1" }]);
  });

  test("numbers of pruned events are not used again", async () => {
    await store.commit(aCommit(aSession("old", ended), { events: [anEvent("old")] }));
    const [{ sequence }] = (await store.eventsAfter(0, 1)) as [StoredEvent];
    await store.prune(NOW - 1000);

    await store.commit(aCommit(aSession("new"), { events: [anEvent("new")] }));

    expect(texts(await store.eventsAfter(sequence, 10))).toEqual(["new"]);
  });

  test("many sessions can be pruned at once", async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    await Promise.all(ids.map((id) => store.commit(aCommit(aSession(id, ended), { events: [anEvent(id)] }))));

    expect(await store.prune(NOW)).toBe(1000);

    expect(await store.eventsAfter(0, 10)).toEqual([]);
  });
}
