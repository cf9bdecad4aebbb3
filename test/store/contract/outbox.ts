import type { Store } from "../../../runtime/store/store.js";
import { aCommit, anEffect, aSession, keysOf, NOW, type Open } from "./samples.js";

export function outboxContract(open: Open): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const make = (session: string, ...keys: string[]) =>
    store.commit(aCommit(aSession(session), { effects: keys.map((key) => anEffect(key, session)) }));
  const due = async (now = NOW) => keysOf(await store.dueEffects(now, 10));
  const deliver = (key: string) => store.settleEffects([{ key, delivered: true }]);
  const giveUp = (key: string) => store.settleEffects([{ key, delivered: false, error: "no" }]);

  test("an effect is due at once, as it was made", async () => {
    const effect = { ...anEffect("e1", "s1"), contact: "ann", token: "1.2" };

    await store.commit(aCommit(aSession("s1"), { effects: [effect] }));

    expect(await store.dueEffects(NOW, 10)).toEqual([{ ...effect, attempts: 0, due: NOW }]);
    expect(await store.nextEffectAt()).toBe(NOW);
  });

  test("the effects of a session are given one after the other, those of others beside them", async () => {
    await make("s1", "a1", "a2");
    await make("s2", "b1");

    expect(await due()).toEqual(["a1", "b1"]);
    await deliver("a1");
    expect((await due()).sort()).toEqual(["a2", "b1"]);
    await store.settleEffects([
      { key: "a2", delivered: true },
      { key: "b1", delivered: true },
    ]);
    expect(await due()).toEqual([]);
    expect(await store.nextEffectAt()).toBeUndefined();
  });

  test("a channel does not wait for what the same session sends by another", async () => {
    const effects = ["sms", "http", "sms"].map((channel, index) => ({ ...anEffect(`e${index}`, "s1"), channel }));
    await store.commit(aCommit(aSession("s1"), { effects }));
    await store.settleEffects([{ key: "e1", delivered: false, error: "busy", retryAt: NOW + 500 }]);

    expect(await due()).toEqual(["e0"]);
    await deliver("e0");
    expect(await due()).toEqual(["e2"]);
    expect(await due(NOW + 500)).toEqual(["e2", "e1"]);
  });

  test("no more effects are given than asked for", async () => {
    await make("s1", "a");
    await make("s2", "b");

    expect(await store.dueEffects(NOW, 1)).toHaveLength(1);
  });

  test("an effect to be tried again is due at that time, and later ones of its session do not overtake it", async () => {
    await make("s1", "a1", "a2");
    await make("s2", "b1");

    await store.settleEffects([{ key: "a1", delivered: false, error: "busy", retryAt: NOW + 500 }]);
    await store.commit(aCommit(aSession("s1"), { revision: 1, effects: [anEffect("a3", "s1")] }));

    expect(await due(NOW + 499)).toEqual(["b1"]);
    await deliver("b1");
    expect(await store.nextEffectAt()).toBe(NOW + 500);
    expect(await store.dueEffects(NOW + 500, 10)).toMatchObject([{ key: "a1", attempts: 1, lastError: "busy" }]);
    await deliver("a1");
    expect(await due(NOW + 500)).toEqual(["a2"]);
    await deliver("a2");
    expect(await due(NOW + 500)).toEqual(["a3"]);
  });

  test("an effect that was given up is dead and stands in nobody's way", async () => {
    await make("s1", "a1", "a2");

    await giveUp("a1");

    expect(await due()).toEqual(["a2"]);
    expect(await store.deadEffects(10)).toMatchObject([{ key: "a1", attempts: 1, lastError: "no" }]);
    expect(await store.statistics()).toMatchObject({ pendingEffects: 1, deadEffects: 1 });
  });

  test("dead effects come newest first", async () => {
    await make("s1", "a1", "a2", "a3");
    for (const key of ["a1", "a2", "a3"]) await giveUp(key);

    expect(keysOf(await store.deadEffects(2))).toEqual(["a3", "a2"]);
  });

  test("a revived effect has all its attempts again and takes its old place in its session", async () => {
    await make("s1", "a1", "a2");
    await giveUp("a1");

    await store.reviveEffects(["a1", "a2", "unknown"], NOW + 9);

    expect(await due(NOW + 8)).toEqual([]);
    expect(await store.dueEffects(NOW + 9, 10)).toMatchObject([{ key: "a1", attempts: 0, due: NOW + 9 }]);
    expect(await store.deadEffects(10)).toEqual([]);
    await deliver("a1");
    expect(await due(NOW + 9)).toEqual(["a2"]);
  });

  test("effects for channels that can take nothing now are passed over, also those in queues of theirs", async () => {
    const effects = ["sms", "http#1", "http"].map((channel, index) => ({ ...anEffect(`e${index}`, "s1"), channel }));
    await store.commit(aCommit(aSession("s1"), { effects }));

    expect(keysOf(await store.dueEffects(NOW, 1, ["sms", "other"]))).toEqual(["e1"]);
    expect(keysOf(await store.dueEffects(NOW, 10, ["http"]))).toEqual(["e0"]);
    expect(keysOf(await store.dueEffects(NOW, 10, []))).toEqual(["e0", "e1", "e2"]);
  });

  test("effects that wait for another attempt can be made due, those of one channel and its queues", async () => {
    const channels = ["sms", "http#1", "sms#2"];
    const effects = channels.map((channel, index) => ({ ...anEffect(`e${index}`, "s1"), channel }));
    await store.commit(aCommit(aSession("s1"), { effects }));
    const failed = { delivered: false, error: "away", retryAt: NOW + 1000 } as const;
    await store.settleEffects(effects.map(({ key }) => ({ key, ...failed })));

    await store.hastenEffects("sms", NOW + 1);

    expect(await store.dueEffects(NOW + 1, 10)).toMatchObject([
      { key: "e0", attempts: 0, due: NOW + 1 },
      { key: "e2", attempts: 0, due: NOW + 1 },
    ]);
    expect(await store.dueEffects(NOW + 1000, 10, ["sms"])).toMatchObject([{ key: "e1", attempts: 1 }]);
  });

  test("the session is told with the result, once, and its revision stays", async () => {
    await make("s1", "a1");
    const event = { event: { type: "msg_status", status: "sent" }, at: NOW, scope: "both" } as const;

    await store.settleEffects([{ key: "a1", delivered: true, event }]);
    await store.settleEffects([{ key: "a1", delivered: true, event }]);
    await store.commit(aCommit(aSession("s1"), { revision: 1, events: [{ ...event, event: { type: "later" } }] }));

    const told = (await store.events("s1")).map((each) => each.event.type);
    expect(told.filter((type) => type !== "made")).toEqual(["msg_status", "later"]);
  });

  test("a message is found by its provider's id", async () => {
    await make("s1", "a1", "a2");
    await store.settleEffects([{ key: "a1", delivered: true, externalIds: ["SM1", "SM2"] }]);

    expect(await store.keyOfMessage("channel", "SM2")).toBe("a1");
    expect(await store.keyOfMessage("channel", "SM3")).toBeUndefined();
    expect(await store.keyOfMessage("other", "SM1")).toBeUndefined();
  });

  test("providers' ids are forgotten with age", async () => {
    await make("s1", "a1");
    await store.settleEffects([{ key: "a1", delivered: true, externalIds: ["SM1"] }]);
    await store.prune(NOW + 1);

    expect(await store.keyOfMessage("channel", "SM1")).toBeUndefined();
  });

  test("results for effects that are not pending mean nothing", async () => {
    await make("s1", "a1", "a2");
    await giveUp("a1");
    await deliver("a2");

    await store.settleEffects([
      { key: "a1", delivered: true },
      { key: "a2", delivered: false, error: "late" },
      { key: "unknown", delivered: true },
    ]);

    expect(await due()).toEqual([]);
    expect(keysOf(await store.deadEffects(10))).toEqual(["a1"]);
  });
}
