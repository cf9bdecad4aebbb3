import type { FlowSessionsQuery, Store } from "../../../runtime/store/store.js";
import { aCommit, aSession, NOW, type Open } from "./samples.js";

const DAY = 24 * 60 * 60 * 1000;

export function flowSessionsContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const define = (id: string, owner?: string): Promise<number> =>
    store.addDefinition({ id, kind: "8x8", name: id, at: NOW, document: {}, program: {}, ...(owner && { owner }) });
  const listed = async (query: Partial<FlowSessionsQuery> = {}): Promise<string[]> => {
    const found = await store.sessionsOfFlow({ flow: "flow", limit: 10, offset: 0, ...query });
    return found.map(({ session }) => session.id);
  };

  test("are listed newest first, in pages, ended ones too", async () => {
    await store.commit(aCommit(aSession("one")));
    await store.commit(aCommit(aSession("two", { status: "completed", endedAt: NOW })));
    await store.commit(aCommit(aSession("three")));
    await store.commit(aCommit(aSession("foreign", { flow: { id: "other" } })));

    expect(await listed()).toEqual(["three", "two", "one"]);
    expect(await listed({ limit: 1, offset: 1 })).toEqual(["two"]);
    expect(await listed({ flow: "none" })).toEqual([]);
  });

  test("can be chosen by version", async () => {
    await store.commit(aCommit(aSession("one", { flow: { id: "flow", version: 1 } })));
    await store.commit(aCommit(aSession("two", { flow: { id: "flow", version: 2 } })));

    expect(await listed({ version: 2 })).toEqual(["two"]);
  });

  test("can be chosen by the status that they have now", async () => {
    await store.commit(aCommit(aSession("one")));
    await store.commit(aCommit(aSession("two")));
    await store.commit(aCommit(aSession("one", { status: "suspended" }), { revision: 1 }));

    expect(await listed({ statuses: ["suspended", "completed"] })).toEqual(["one"]);
    expect(await listed({ statuses: ["waiting"] })).toEqual(["two"]);
    expect(await listed({ statuses: [] })).toEqual([]);
  });

  test("can be chosen by when they started, both ends included", async () => {
    await store.commit(aCommit(aSession("one", { startedAt: NOW })));
    await store.commit(aCommit(aSession("two", { startedAt: NOW + 1 })));
    await store.commit(aCommit(aSession("three", { startedAt: NOW + 2 })));

    expect(await listed({ startedFrom: NOW + 1 })).toEqual(["three", "two"]);
    expect(await listed({ startedTo: NOW + 1 })).toEqual(["two", "one"]);
    expect(await listed({ startedFrom: NOW + 1, startedTo: NOW + 1 })).toEqual(["two"]);
  });

  test("are gone when they are pruned", async () => {
    await store.commit(aCommit(aSession("one", { status: "completed", endedAt: NOW })));
    await store.prune(NOW + 1);

    expect(await listed()).toEqual([]);
  });

  test("are counted by month for the owner of the flow, pruned ones too", async () => {
    await define("flow", "account");
    await define("flow", "account");
    await define("ownerless");
    await store.commit(aCommit(aSession("one", { status: "completed", endedAt: NOW })));
    await store.commit(aCommit(aSession("two")));
    await store.commit(aCommit(aSession("two", { sprint: 2 }), { revision: 1 }));
    await store.commit(aCommit(aSession("three", { startedAt: NOW + 31 * DAY })));
    await store.commit(aCommit(aSession("four", { flow: { id: "ownerless" } })));
    await store.deleteDefinition("flow");
    await store.prune(NOW + 1);

    expect(await store.startsByMonth("account")).toEqual([
      { month: "2026-02", sessions: 1 },
      { month: "2026-01", sessions: 2 },
    ]);
    expect(await store.startsByMonth("somebody else")).toEqual([]);
  });
}
