import type { Store } from "../../../runtime/store/store.js";
import { aCommit, aSession, NOW, type Open } from "./samples.js";

export function placesContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const waiting = (id: string, ...keys: string[]) =>
    aCommit(aSession(id), { waits: keys.map((key, index) => ({ token: `t${index}`, key })) });

  test("sessions are found by the key of a wait, oldest wait first and each once", async () => {
    await store.commit(waiting("s2", "reply", "reply"));
    await store.commit(waiting("s1", "other", "reply"));

    expect(await store.sessionsWaitingFor("reply")).toEqual([
      { session: "s2", lane: "lane of s2" },
      { session: "s1", lane: "lane of s1" },
    ]);
    expect(await store.sessionsWaitingFor("nothing")).toEqual([]);
  });

  test("a commit replaces the waits of its session and leaves those of others", async () => {
    await store.commit(waiting("s1", "a", "b"));
    await store.commit(waiting("s2", "a"));

    await store.commit(aCommit(aSession("s1"), { revision: 1, waits: [{ token: "t1", key: "c" }] }));

    expect(await store.sessionsWaitingFor("a")).toEqual([{ session: "s2", lane: "lane of s2" }]);
    expect(await store.sessionsWaitingFor("b")).toEqual([]);
    expect(await store.sessionsWaitingFor("c")).toEqual([{ session: "s1", lane: "lane of s1" }]);
  });

  test("a wait that a commit repeats keeps its age", async () => {
    await store.commit(waiting("s1", "a", "b"));
    await store.commit(waiting("s2", "a"));

    await store.commit(aCommit(aSession("s1"), { revision: 1, waits: [{ token: "t0", key: "a" }] }));

    expect((await store.sessionsWaitingFor("a")).map(({ session }) => session)).toEqual(["s1", "s2"]);
  });

  test("sessions with detached tokens are known until they hold none", async () => {
    const detached = { flow: "f", node: "n", detached: true };
    await store.commit(aCommit(aSession("s1"), { resting: [detached, { ...detached, detached: false }] }));
    await store.commit(aCommit(aSession("s2"), { resting: [{ ...detached, detached: false }] }));

    expect(await store.sessionsWithDetachedTokens()).toEqual([{ session: "s1", lane: "lane of s1" }]);
    await store.commit(aCommit(aSession("s1"), { revision: 1, resting: [{ ...detached, detached: false }] }));
    expect(await store.sessionsWithDetachedTokens()).toEqual([]);
  });

  test("resting tokens are counted by node of a flow", async () => {
    const at = (flow: string, node: string, detached = false) => ({ flow, node, detached });
    await store.commit(aCommit(aSession("s1"), { resting: [at("f", "n1"), at("f", "n1"), at("f", "n2", true)] }));
    await store.commit(aCommit(aSession("s2"), { resting: [at("f", "n1"), at("g", "n1")] }));

    expect(await store.waitingByNode("f")).toEqual({ n1: 3, n2: 1 });
    await store.commit(aCommit(aSession("s1"), { revision: 1, resting: [at("f", "n1"), at("f", "n3")] }));
    expect(await store.waitingByNode("f")).toEqual({ n1: 2, n3: 1 });
    expect(await store.waitingByNode("unknown")).toEqual({});
  });

  test("a session that has ended keeps no place but its findable waits, whatever its last commit says", async () => {
    const places = {
      timers: [{ token: "t", due: NOW }],
      waits: [{ token: "t", key: "k" }],
      resting: [{ flow: "f", node: "n", detached: true }],
    };
    await store.commit(aCommit(aSession("s1"), places));

    const ended = aSession("s1", { status: "failed", endedAt: NOW });
    await store.commit(aCommit(ended, { revision: 1, ...places }));

    expect(await store.nextTimerAt()).toBeUndefined();
    expect(await store.waitingByNode("f")).toEqual({});
    expect(await store.sessionsWithDetachedTokens()).toEqual([]);
    expect(await store.openSessions("lane of s1")).toEqual([]);
    expect(await store.sessionsWaitingFor("k")).toEqual([{ session: "s1", lane: "lane of s1" }]);
  });
}
