import type { Session } from "../../../runtime/session/session.js";
import { RevisionConflict } from "../../../runtime/store/errors.js";
import type { Store } from "../../../runtime/store/store.js";
import { aCommit, anEffect, anEvent, anInput, aSession, aSessionCommit, NOW, textsOf, type Open } from "./samples.js";

export function sessionsContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  test("a committed session is read back as it was, at its revision", async () => {
    const session = aSession("s1", { contact: "ann", variables: { name: "Ånn ✓" }, data: { list: [1, null, "x"] } });

    await store.commit(aCommit(session));

    expect(await store.session("s1")).toEqual({ revision: 1, session });
    expect(await store.session("s2")).toBeUndefined();
  });

  test("what is stored is not what the caller holds", async () => {
    const session = aSession("s1");
    await store.commit(aCommit(session));

    session.variables["late"] = "change";
    (await store.session("s1"))!.session.variables["other"] = "change";

    expect((await store.session("s1"))?.session.variables).toEqual({});
  });

  test("a commit is what it was when it was asked for, whatever its maker does next", async () => {
    const session = aSession("s1");

    const committed = store.commit(aCommit(session));
    session.variables["late"] = "change";
    await committed;

    expect((await store.session("s1"))?.session.variables).toEqual({});
  });

  test("each commit makes the revision one higher", async () => {
    await store.commit(aCommit(aSession("s1")));

    await store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 }));

    expect(await store.session("s1")).toMatchObject({ revision: 2, session: { sprint: 2 } });
  });

  test("a commit from an old revision is refused, and nothing of it happens", async () => {
    const { id } = await store.accept(anInput("ann", "hello"));
    await store.commit(aCommit(aSession("s1", { sprint: 7 }), { timers: [{ token: "t", due: NOW }] }));

    const stale = store.commit({
      sessions: [
        aSessionCommit(aSession("s2"), { effects: [anEffect("e2", "s2")], events: [anEvent("no")] }),
        aSessionCommit(aSession("s1"), { revision: 3, waits: [{ token: "t", key: "k" }] }),
      ],
      contact: { id: "ann", revision: 0, document: {}, urns: ["tel:1"] },
      acknowledge: id,
      forward: [anInput("bob", "no")],
    });

    await expect(stale).rejects.toThrow(RevisionConflict);
    expect(await store.session("s2")).toBeUndefined();
    expect(await store.session("s1")).toMatchObject({ revision: 1, session: { sprint: 7 } });
    expect(await store.contact("ann")).toBeUndefined();
    expect(await textsOf(store, "ann")).toEqual(["hello"]);
    expect(await textsOf(store, "bob")).toEqual([]);
    expect(await store.eventsAfter(0, 10)).toEqual([]);
    expect(await store.dueEffects(NOW, 10)).toEqual([]);
    expect(await store.sessionsWaitingFor("k")).toEqual([]);
    expect(await store.nextTimerAt()).toBe(NOW);
  });

  test("a session cannot be made twice, nor changed when there is none", async () => {
    await store.commit(aCommit(aSession("s1")));

    await expect(store.commit(aCommit(aSession("s1")))).rejects.toThrow(RevisionConflict);
    await expect(store.commit(aCommit(aSession("s2"), { revision: 1 }))).rejects.toThrow(RevisionConflict);
  });

  test("of two commits from one revision the first wins, and other commits at that moment are not touched", async () => {
    await store.commit(aCommit(aSession("s1")));

    const results = await Promise.allSettled([
      store.commit(aCommit(aSession("s1", { sprint: 2 }), { revision: 1 })),
      store.commit(aCommit(aSession("s1", { sprint: 3 }), { revision: 1 })),
      store.commit(aCommit(aSession("s2"))),
    ]);

    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await store.session("s1")).toMatchObject({ revision: 2, session: { sprint: 2 } });
    expect(await store.session("s2")).toBeDefined();
  });

  test("the open sessions of a lane come oldest first, without those that have ended", async () => {
    for (const id of ["s3", "s1", "s2"]) await store.commit(aCommit(aSession(id, { lane: "ann" })));
    await store.commit(aCommit(aSession("s4", { lane: "bob" })));
    await store.commit(aCommit(aSession("s5", { lane: "ann", status: "suspended" })));

    const ended = aSession("s1", { lane: "ann", status: "completed", endedAt: NOW });
    await store.commit(aCommit(ended, { revision: 1 }));

    expect((await store.openSessions("ann")).map(({ session }) => session.id)).toEqual(["s3", "s2", "s5"]);
    expect(await store.openSessions("nobody")).toEqual([]);
  });

  test("the sessions of a contact come newest first, with those that have ended", async () => {
    for (const id of ["s3", "s1", "s2"]) await store.commit(aCommit(aSession(id, { contact: "ann" })));
    await store.commit(aCommit(aSession("s4", { contact: "bob" })));
    await store.commit(aCommit(aSession("s1", { contact: "ann", status: "failed", endedAt: NOW }), { revision: 1 }));

    const ids = (await store.sessionsOfContact("ann", 10)).map(({ session }) => session.id);

    expect(ids).toEqual(["s2", "s1", "s3"]);
    expect(await store.sessionsOfContact("ann", 1)).toHaveLength(1);
  });

  test("statistics count sessions by their status now", async () => {
    for (const id of ["s1", "s2", "s3"]) await store.commit(aCommit(aSession(id)));
    await store.commit(aCommit(aSession("s1", { status: "completed", endedAt: NOW }), { revision: 1 }));

    expect((await store.statistics()).sessionsByStatus).toEqual({ waiting: 2, completed: 1 });
  });

  test("all sessions come newest first, from a time on backwards, with those that have ended", async () => {
    for (const [id, startedAt] of Object.entries({ s1: NOW, s2: NOW + 1, s3: NOW + 1, s4: NOW + 2 }))
      await store.commit(aCommit(aSession(id, { startedAt })));
    await store.commit(
      aCommit(aSession("s2", { startedAt: NOW + 1, status: "failed", endedAt: NOW }), { revision: 1 }),
    );

    const ids = async (query: object = {}) =>
      (await store.sessions({ limit: 10, offset: 0, ...query })).map(({ session }) => session.id);

    expect(await ids()).toEqual(["s4", "s3", "s2", "s1"]);
    expect(await ids({ startedTo: NOW + 1 })).toEqual(["s3", "s2", "s1"]);
    expect(await ids({ startedTo: NOW + 1, limit: 1, offset: 1 })).toEqual(["s2"]);
  });

  test("sessions are found by their calls, also when they have ended", async () => {
    const about = (id: string): Partial<Session> => ({ call: { id } as NonNullable<Session["call"]> });
    await store.commit(aCommit(aSession("s1", about("c1"))));
    await store.commit(aCommit(aSession("s2")));
    await store.commit(aCommit(aSession("s3", about("c3"))));
    await store.commit(aCommit(aSession("s1", { ...about("c1"), status: "completed", endedAt: NOW }), { revision: 1 }));

    expect((await store.sessionOfCall("c1"))?.session.id).toBe("s1");
    expect(await store.sessionOfCall("c2")).toBeUndefined();
    expect((await store.sessions({ withCall: true, limit: 10, offset: 0 })).map(({ session }) => session.id)).toEqual([
      "s3",
      "s1",
    ]);
  });
}
