import { StoreUnavailable } from "../../../runtime/store/errors.js";
import type { Store } from "../../../runtime/store/store.js";
import { aCommit, anEffect, anEvent, anInput, aSession, keysOf, NOW, textsOf, type Open } from "./samples.js";

/** `reopen` opens the store that `open` opened last, which has been closed. */
export function reopenContract(open: Open, reopen: Open): void {
  test("everything survives closing and opening", async () => {
    const session = aSession("s1", { lane: "ann", contact: "ann" });
    await fill(await open(), session);

    const store = await reopen();

    expect(await store.session("s1")).toEqual({ revision: 1, session });
    expect(await store.openSessions("ann")).toHaveLength(1);
    expect(await store.sessionsOfContact("ann", 10)).toHaveLength(1);
    expect(await store.sessionsWaitingFor("k")).toEqual([{ session: "s1", lane: "ann" }]);
    expect(await store.sessionsWithDetachedTokens()).toEqual([{ session: "s1", lane: "ann" }]);
    expect(await store.waitingByNode("f")).toEqual({ n: 1 });
    expect(await store.events("s1")).toMatchObject([anEvent("hello")]);
    expect(keysOf(await store.dueEffects(NOW, 10))).toEqual(["e1"]);
    expect(keysOf(await store.deadEffects(10))).toEqual(["dead"]);
    expect(await store.contactByUrn("tel:+1")).toMatchObject({ id: "ann", document: { name: "Ann" } });
    expect(await store.definition("d1")).toMatchObject({ version: 1, program: { id: "d1" } });
    expect(await textsOf(store, "ann")).toEqual(["hello"]);
    expect(await store.rejectedInputs(10)).toMatchObject([{ lastError: "why" }]);
    expect(await store.accept(anInput("ann", "again", { inputId: "SM1" }))).toMatchObject({ duplicate: true });
    expect(await store.fireTimers(NOW, 10)).toEqual(["ann"]);
    expect(await textsOf(store, "ann")).toEqual(["hello", "timeout"]);
    expect(await store.statistics()).toEqual({
      sessionsByStatus: { waiting: 1 },
      pendingInputs: 2,
      rejectedInputs: 1,
      pendingEffects: 1,
      deadEffects: 1,
      timers: 0,
    });
  });

  test("numbers given before closing are not given again", async () => {
    const first = await open();
    const { id } = await first.accept(anInput("ann", "1"));
    await first.commit({ ...aCommit(aSession("s1"), { events: [anEvent("1")] }), acknowledge: id });
    const [event] = await first.events("s1");
    await first.close();

    const store = await reopen();
    await store.commit(aCommit(aSession("s2"), { events: [anEvent("2")] }));

    expect((await store.accept(anInput("ann", "2"))).id > id).toBe(true);
    expect((await store.events("s2"))[0]!.sequence).toBeGreaterThan(event!.sequence);
  });

  test("what was asked for before closing is done", async () => {
    const first = await open();
    const accepted = first.accept(anInput("ann", "hello"));
    await first.close();
    await accepted;

    expect(await textsOf(await reopen(), "ann")).toEqual(["hello"]);
  });
}

export function closeContract(open: Open): void {
  test("a closed store answers that it is unavailable, and may be closed again", async () => {
    const store = await open();
    await store.close();
    await store.close();

    await expect(store.accept(anInput("ann", "late"))).rejects.toThrow(StoreUnavailable);
    await expect(store.session("s1")).rejects.toThrow(StoreUnavailable);
  });
}

async function fill(store: Store, session: ReturnType<typeof aSession>): Promise<void> {
  await store.commit({
    ...aCommit(session, {
      events: [anEvent("hello")],
      effects: [anEffect("dead", "s1"), anEffect("e1", "s1")],
      timers: [{ token: "t", due: NOW }],
      waits: [{ token: "t", key: "k" }],
      resting: [{ flow: "f", node: "n", detached: true }],
    }),
    contact: { id: "ann", revision: 0, document: { name: "Ann" }, urns: ["tel:+1"] },
  });
  await store.settleEffects([{ key: "dead", delivered: false, error: "no" }]);
  await store.addDefinition({ id: "d1", kind: "8x8", name: "D", at: NOW, document: {}, program: { id: "d1" } });
  await store.accept(anInput("ann", "hello", { inputId: "SM1" }));
  const { id } = await store.accept(anInput("ann", "bad"));
  await store.rejectInput(id, "why");
  await store.close();
}
