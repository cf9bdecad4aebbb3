import pg from "pg";
import { RevisionConflict, StoreUnavailable } from "../../../runtime/store/errors.js";
import { PostgresStore } from "../../../runtime/store/postgres/index.js";
import type { Store, StoreNews } from "../../../runtime/store/store.js";
import type { PostgresServer } from "../../support/postgres.js";
import { aCommit, anEffect, anEvent, anInput, aSession, keysOf, NOW, testClock } from "../contract/samples.js";

/** A process on the store, and what it is told of others. */
interface Process {
  readonly store: Store;
  /** Resolves when it has been told such news. */
  told(about: StoreNews["about"]): Promise<StoreNews>;
}

/** What several processes on one database do, each with connections of its own. */
export function sharingTests(server: PostgresServer): void {
  let url = "";
  let one: Process;
  let other: Process;
  const opened: Store[] = [];

  async function open(): Promise<Process> {
    const store = await PostgresStore.open(url, { clock: testClock, lookEveryMs: 50 });
    opened.push(store);
    const news: StoreNews[] = [];
    let heard = (): void => {};
    store.follow((each) => {
      news.push(each);
      heard();
    });
    const told = async (about: StoreNews["about"]): Promise<StoreNews> => {
      for (;;) {
        const index = news.findIndex((each) => each.about === about);
        if (index >= 0) return news.splice(index, 1)[0]!;
        await new Promise<void>((resolve) => (heard = resolve));
      }
    };
    return { store, told };
  }

  beforeEach(async () => {
    url = server.newStore();
    // Both may find an empty database.
    [one, other] = await Promise.all([open(), open()]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  /** Ends the connections of a process, as the network may. */
  async function disconnectAll(): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'switchboard'");
    await client.end();
  }

  describe("lanes", () => {
    test("a lane is run by one process at a time, which is told when another would have run it", async () => {
      const lock = await one.store.lockLane("ann");

      expect(await other.store.lockLane("ann")).toBeUndefined();

      expect(await one.told("lane")).toEqual({ about: "lane", lane: "ann" });
      await lock?.release();
      expect(await (await open()).store.lockLane("bob")).toBeDefined();
    });

    test("a lane that was released, or whose process has ended, is free", async () => {
      await (await one.store.lockLane("ann"))?.release();
      await one.store.lockLane("bob");
      await one.store.close();

      expect(await other.store.lockLane("ann")).toBeDefined();
      expect(await other.store.lockLane("bob")).toBeDefined();
    });

    test("whoever has lost its connection commits nothing for the lanes that it had", async () => {
      await one.store.lockLane("ann");
      await disconnectAll();
      await one.told("anything");

      const late = one.store.commit({ ...aCommit(aSession("s1")), lane: "ann" });

      await expect(late).rejects.toThrow(StoreUnavailable);
      expect(await one.store.session("s1")).toBeUndefined();
      const again = await one.store.lockLane("ann");
      await one.store.commit({ ...aCommit(aSession("s1")), lane: "ann" });
      await again?.release();
      expect(await one.store.session("s1")).toMatchObject({ revision: 1 });
    });

    test("inputs that nobody has taken for a while are told of", async () => {
      await one.store.accept(anInput("ann", "hello"));

      expect(await other.told("lane")).toEqual({ about: "lane", lane: "ann" });
    });
  });

  describe("commits", () => {
    test("of two from one revision one wins", async () => {
      await one.store.commit(aCommit(aSession("s1")));

      const results = await Promise.allSettled(
        [one, other].map(({ store }) => store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 }))),
      );

      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(results.find(({ status }) => status === "rejected")).toMatchObject({
        reason: expect.any(RevisionConflict),
      });
    });

    test("a session that two make at once is made by one", async () => {
      const results = await Promise.allSettled(
        [one, other].map(({ store }) => store.commit(aCommit(aSession("s1"), { events: [anEvent("made")] }))),
      );

      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(results.find(({ status }) => status === "rejected")).toMatchObject({
        reason: expect.any(RevisionConflict),
      });
      expect(await one.store.events("s1")).toHaveLength(1);
    });

    test("an input that both are given is accepted once", async () => {
      const input = anInput("ann", "hello", { inputId: "SM1" });

      const accepted = await Promise.all([one.store.accept(input), other.store.accept(input)]);

      expect(accepted.map(({ duplicate }) => duplicate).sort()).toEqual([false, true]);
      expect(new Set(accepted.map(({ id }) => id)).size).toBe(1);
    });

    test("a contact that both make is one", async () => {
      const made = await Promise.all(
        [one, other].map(({ store }, index) =>
          store.createContact({ id: `c${index}`, document: {}, urns: ["tel:+1", `tel:+2${index}`] }),
        ),
      );

      expect(made.map(({ created }) => created).sort()).toEqual([false, true]);
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    });

    test("whoever follows the events while both commit passes over none", async () => {
      const ids = Array.from({ length: 200 }, (_, index) => `s${index}`);
      const committed = Promise.all(
        ids.map((id, index) => [one, other][index % 2]!.store.commit(aCommit(aSession(id), { events: [anEvent(id)] }))),
      );

      const seen = new Set<string>();
      for (let after = 0; seen.size < ids.length;) {
        for (const { sequence, session } of await one.store.eventsAfter(after, 1000)) {
          after = sequence;
          seen.add(session);
        }
      }

      await committed;
      expect([...seen].sort()).toEqual([...ids].sort());
    });

    test("others are told of new events", async () => {
      await one.store.commit(aCommit(aSession("s1"), { events: [anEvent("made")] }));

      expect(await other.told("events")).toEqual({ about: "events" });
    });
  });

  describe("timers", () => {
    test("each fires once, whoever fires it", async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `s${index}`);
      await Promise.all(
        ids.map((id) => one.store.commit(aCommit(aSession(id), { timers: [{ token: "t", due: NOW }] }))),
      );

      const fired = await Promise.all([one, other, one, other].map(({ store }) => store.fireTimers(NOW, 40)));

      const lanes = fired.flat();
      expect(new Set(lanes).size).toBe(lanes.length);
      expect((await one.store.statistics()).pendingInputs).toBe(lanes.length);
    });

    test("one that its process did not fire is told of", async () => {
      await one.store.commit(aCommit(aSession("s1"), { timers: [{ token: "t", due: NOW - 60_000 }] }));

      expect(await other.told("timers")).toEqual({ about: "timers" });
    });
  });

  describe("effects", () => {
    const make = (process: Process, id: string, revision: number, ...keys: string[]) =>
      process.store.commit(aCommit(aSession(id), { revision, effects: keys.map((key) => anEffect(key, id)) }));

    test("are delivered by the process whose sprint made them", async () => {
      await make(one, "s1", 0, "a");
      await make(other, "s2", 0, "b");

      expect(keysOf(await one.store.dueEffects(NOW, 10))).toEqual(["a"]);
      expect(keysOf(await other.store.dueEffects(NOW, 10))).toEqual(["b"]);
      expect(await other.store.nextEffectAt()).toBe(NOW);
    });

    test("one that waits for an effect of another process comes after that", async () => {
      await make(one, "s1", 0, "first");
      await make(other, "s1", 1, "second");
      expect(await other.store.dueEffects(NOW, 10)).toEqual([]);

      await one.store.settleEffects([{ key: "first", delivered: true }]);

      await other.told("effects");
      expect(keysOf(await other.store.dueEffects(NOW, 10))).toEqual(["second"]);
      expect(await one.store.dueEffects(NOW, 10)).toEqual([]);
    });

    test("are taken over when their process has ended", async () => {
      await make(one, "s1", 0, "a");
      await one.store.close();

      await other.told("effects");

      expect(keysOf(await other.store.dueEffects(NOW, 10))).toEqual(["a"]);
    });
  });

  describe("detached tokens", () => {
    const resting = [{ flow: "f", node: "n", detached: true }];

    test("are in the process that made them, and lost when it ends", async () => {
      await one.store.commit(aCommit(aSession("s1", { lane: "ann" }), { resting }));

      expect(await other.store.sessionsWithDetachedTokens()).toEqual([]);
      expect(await (await open()).store.sessionsWithDetachedTokens()).toEqual([]);
      await one.store.close();

      expect(await other.told("detached")).toEqual({ about: "detached", session: "s1", lane: "ann" });
    });

    test("stay in their process when another commits a sprint of the session", async () => {
      await one.store.commit(aCommit(aSession("s1"), { resting }));
      await other.store.commit(aCommit(aSession("s1"), { revision: 1, resting }));

      expect(await other.store.sessionsWithDetachedTokens()).toEqual([]);
      expect(await one.store.sessionsWithDetachedTokens()).toHaveLength(1);
    });
  });

  describe("definitions", () => {
    const definition = { id: "d1", kind: "8x8", name: "D", at: NOW, document: {}, program: {} };

    test("others are told of versions and deletions", async () => {
      await one.store.addDefinition(definition);
      expect(await other.told("definition")).toEqual({ about: "definition", id: "d1" });

      await one.store.deleteDefinition("d1");
      expect(await other.told("definition")).toEqual({ about: "definition", id: "d1" });
    });

    test("versions that both add at once have numbers of their own", async () => {
      const versions = await Promise.all([one, other, one, other].map(({ store }) => store.addDefinition(definition)));

      expect(versions.sort()).toEqual([1, 2, 3, 4]);
    });
  });
}
