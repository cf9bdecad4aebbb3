import { DatabaseSync } from "node:sqlite";
import { RevisionConflict, StoreUnavailable } from "../../../runtime/store/errors.js";
import { SqliteStore } from "../../../runtime/store/sqlite/index.js";
import { aCommit, anEvent, anInput, aSession, NOW, testClock, textsOf } from "../contract/samples.js";
import { temporaryFiles } from "../temporary-files.js";

const newFile = temporaryFiles();
const MAX_BYTES = 1024 * 1024;

describe("another program holds the lock of the file", () => {
  const file = newFile();
  let store: SqliteStore;
  let other: DatabaseSync;

  beforeAll(() => {
    store = new SqliteStore(file, { clock: testClock, busyTimeoutMs: 1 });
    other = new DatabaseSync(file);
  });
  afterAll(async () => {
    other.close();
    await store.close();
  });

  test("writes of that time fail and have not happened, reads go on, and later writes succeed", async () => {
    await store.commit(aCommit(aSession("s1")));
    other.exec("begin exclusive");

    const writes = await Promise.allSettled([
      store.accept(anInput("ann", "lost")),
      store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 })),
    ]);

    expect(writes).toEqual([rejectedWith(StoreUnavailable), rejectedWith(StoreUnavailable)]);
    expect(await store.session("s1")).toMatchObject({ revision: 1 });
    other.exec("rollback");
    await store.accept(anInput("ann", "kept"));
    expect(await textsOf(store, "ann")).toEqual(["kept"]);
  });
});

describe("the disk is full", () => {
  const bigSession = (id: string) =>
    aSession(id, { status: "completed", endedAt: NOW, data: { text: "x".repeat(20_000) } });

  /** Adds sessions until there is no room for another; gives how many there are. */
  async function fill(store: SqliteStore): Promise<number> {
    for (let count = 0; ; count++) {
      try {
        await store.commit(aCommit(bigSession(`s${count}`), { events: [anEvent("hello")] }));
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnavailable);
        return count;
      }
    }
  }

  test("a commit that does not fit fails whole, with those that share its transaction", async () => {
    const store = new SqliteStore(newFile(), { clock: testClock, maxBytes: MAX_BYTES });
    const count = await fill(store);

    const writes = await Promise.allSettled([
      store.accept(anInput("ann", "small")),
      store.commit(aCommit(bigSession("too big"))),
    ]);

    expect(writes).toEqual([rejectedWith(StoreUnavailable), rejectedWith(StoreUnavailable)]);
    expect(await store.inputs("ann", 10)).toEqual([]);
    expect(await store.eventsAfter(0, 1000)).toHaveLength(count);
    expect((await store.statistics()).sessionsByStatus).toEqual({ completed: count });
    await store.close();
  });

  test("the store goes on by itself when there is room again", async () => {
    const store = new SqliteStore(newFile(), { clock: testClock, maxBytes: MAX_BYTES });
    const count = await fill(store);

    expect(await store.prune(NOW + 1)).toBe(count);
    await store.commit(aCommit(bigSession("again")));

    expect(await store.session("again")).toMatchObject({ revision: 1 });
    await store.close();
  });
});

describe("operations that share a transaction", () => {
  test("one that is refused undoes itself alone", async () => {
    const store = new SqliteStore(newFile(), { clock: testClock });
    await store.commit(aCommit(aSession("s1")));

    const writes = await Promise.allSettled([
      store.accept(anInput("ann", "before")),
      store.commit({ ...aCommit(aSession("s1"), { revision: 7 }), forward: [anInput("ann", "refused")] }),
      store.accept(anInput("ann", "after")),
    ]);

    expect(writes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(writes[1]).toEqual(rejectedWith(RevisionConflict));
    expect(await textsOf(store, "ann")).toEqual(["before", "after"]);
    await store.close();
  });

  test("operations of one turn are one transaction, and are seen by others only when they are resolved", async () => {
    const file = newFile();
    const store = new SqliteStore(file, { clock: testClock });
    const other = new DatabaseSync(file, { readOnly: true });
    const dataVersion = other.prepare("pragma data_version");
    const counted = other.prepare("select count(*) as count from inputs");
    const before = Number(dataVersion.get()!["data_version"]);

    const accepted = Promise.all(["1", "2", "3"].map((text) => store.accept(anInput("ann", text))));

    expect(counted.get()!["count"]).toBe(0);
    await accepted;
    expect(counted.get()!["count"]).toBe(3);
    expect(Number(dataVersion.get()!["data_version"])).toBe(before + 1);
    other.close();
    await store.close();
  });

  test("more operations than a transaction takes are all done", async () => {
    const store = new SqliteStore(newFile(), { clock: testClock });

    const accepted = await Promise.all(
      Array.from({ length: 500 }, (_, index) => store.accept(anInput("ann", `${index}`))),
    );

    expect(new Set(accepted.map(({ id }) => id)).size).toBe(500);
    expect((await store.statistics()).pendingInputs).toBe(500);
    await store.close();
  });
});

function rejectedWith(error: new (...args: never[]) => Error): unknown {
  return { status: "rejected", reason: expect.any(error) };
}
