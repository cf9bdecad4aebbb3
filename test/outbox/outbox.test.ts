import { Activity } from "../../runtime/activity.js";
import { Channels } from "../../runtime/channels/channels.js";
import { CredentialsRefused, DeliveryPostponed, DeliveryRefused } from "../../runtime/channels/channel.js";
import type { ChannelState } from "../../runtime/channels/state.js";
import type { JsonObject } from "../../runtime/json.js";
import { Observable } from "../../runtime/observable.js";
import { Outbox } from "../../runtime/outbox/outbox.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { aCommit, anEffect, aSession, keysOf } from "../store/contract/samples.js";
import { NOW } from "../support/bench.js";
import { faultyStore } from "../support/faulty-store.js";
import { RecordingChannel } from "../support/recording-channel.js";

const HOUR_MS = 3_600_000;

function makeOutbox() {
  const clock = new VirtualClock(NOW);
  const store = faultyStore(clock);
  const activity = new Activity();
  const channels = new Channels();
  const channel = new RecordingChannel("channel");
  channels.add(channel);
  const answers: [key: string, name: string, data: JsonObject][] = [];
  const told = { fails: 0 };
  const log = { info() {}, warn() {}, error() {} };
  const outbox = new Outbox(store, channels, clock, activity, log, {
    tell: async ({ key }, { answer }) => {
      if (!answer) return;
      if (told.fails-- > 0) throw new StoreUnavailable("the disk is full");
      answers.push([key, answer.name, answer.data]);
    },
    reported() {},
  });
  /** Commits a session of its own with effects of these keys. */
  const send = async (session: string, ...keys: string[]): Promise<void> => {
    await store.commit({ ...aCommit(aSession(session), { effects: keys.map((key) => anEffect(key, session)) }) });
    outbox.wake();
  };
  const settle = (): Promise<void> => activity.whenIdle();
  const pass = (time: number): Promise<void> => clock.advanceTo(clock.now() + time, settle);
  return { outbox, store, channels, channel, answers, told, send, settle, pass, clock };
}

/** Fails so often, then delivers. */
function failing(times: number): () => void {
  return () => {
    if (times-- > 0) throw new Error("no network");
  };
}

test("an effect is delivered once, and its answer told", async () => {
  const { channel, answers, send, pass } = makeOutbox();
  channel.answer = () => ({ umid: "7" });

  await send("s", "a");
  await pass(HOUR_MS);

  expect(channel.keys).toEqual(["a"]);
  expect(answers).toEqual([["a", "delivered", { umid: "7" }]]);
});

test("what the store read before a delivery was noted, and tells after that, is not delivered again", async () => {
  const { channel, outbox, store, send, settle } = makeOutbox();
  const [delivering, reading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  channel.answer = () => delivering.promise;
  await send("s", "a");
  const read = store.dueEffects;
  store.dueEffects = async (...given) => {
    const due = await read(...given);
    await reading.promise;
    return due;
  };

  outbox.wake();
  await new Promise(setImmediate);
  delivering.resolve();
  await outbox.settled("channel");
  reading.resolve();
  await settle();

  expect(channel.keys).toEqual(["a"]);
});

test("a delivery that failed is tried again after pauses that double, with the same key", async () => {
  const { channel, send, pass, clock } = makeOutbox();
  const times: number[] = [];
  const fail = failing(4);
  channel.answer = () => {
    times.push(clock.now() - NOW);
    fail();
  };

  await send("s", "a");
  await pass(HOUR_MS);

  expect(times).toEqual([0, 1000, 3000, 7000, 15_000]);
  expect(new Set(channel.keys)).toEqual(new Set(["a"]));
});

test("an effect that is refused is dead at once, and that is told", async () => {
  const { channel, answers, send, pass, store } = makeOutbox();
  channel.answer = () => {
    throw new DeliveryRefused("no such number");
  };

  await send("s", "a");
  await pass(HOUR_MS);

  expect(channel.keys).toEqual(["a"]);
  expect(answers).toEqual([["a", "refused", { reason: "no such number" }]]);
  expect(await store.deadEffects(10)).toMatchObject([{ key: "a", attempts: 1, lastError: "no such number" }]);
});

test("an effect that always fails is dead after sixteen attempts", async () => {
  const { channel, send, pass, store } = makeOutbox();
  channel.answer = failing(Infinity);

  await send("s", "a");
  await pass(48 * HOUR_MS);

  expect(channel.keys).toHaveLength(16);
  expect(keysOf(await store.deadEffects(10))).toEqual(["a"]);
});

test("a dead effect that is revived is delivered", async () => {
  const { outbox, channel, send, pass, store, clock } = makeOutbox();
  channel.answer = () => {
    throw new DeliveryRefused("no such number");
  };
  await send("s", "a");
  await pass(1000);

  channel.answer = () => {};
  await store.reviveEffects(["a"], clock.now());
  outbox.wake();
  await pass(0);

  expect(await store.statistics()).toMatchObject({ pendingEffects: 0, deadEffects: 0 });
});

test("an effect whose channel is not there is dead", async () => {
  const { channels, channel, answers, send, settle } = makeOutbox();
  channels.add(channel)();

  await send("s", "a");
  await settle();

  expect(answers).toEqual([["a", "refused", { reason: "There is no channel 'channel'." }]]);
});

test("effects of one session are delivered in order: one that fails holds up those after it", async () => {
  const { channel, send, pass } = makeOutbox();
  channel.answer = failing(2);

  await send("s", "a", "b", "c");
  await pass(HOUR_MS);

  expect(channel.keys).toEqual(["a", "a", "a", "b", "c"]);
});

test("a dead effect holds up nothing", async () => {
  const { channel, send, pass } = makeOutbox();
  channel.answer = ({ key }) => {
    if (key === "a") throw new DeliveryRefused("no such number");
  };

  await send("s", "a", "b");
  await pass(0);

  expect(channel.keys).toEqual(["a", "b"]);
});

test("different sessions are delivered at the same time", async () => {
  const { channel, send, settle } = makeOutbox();
  const slow = Promise.withResolvers<void>();
  channel.answer = ({ key }) => {
    if (key === "slow") return slow.promise;
    return slow.resolve();
  };

  await send("s", "slow");
  await send("t", "quick");
  await settle();

  expect(channel.keys).toEqual(["slow", "quick"]);
});

test("a delivery that takes its time does not keep another session's retry waiting", async () => {
  const { channel, send, clock, settle } = makeOutbox();
  const slow = Promise.withResolvers<void>();
  const fail = failing(1);
  channel.answer = ({ key }) => (key === "slow" ? slow.promise : fail());
  await send("s", "slow");
  await send("t", "again");

  await clock.advanceTo(NOW + 3000, async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  });

  expect(channel.keys).toEqual(["slow", "again", "again"]);
  slow.resolve();
  await settle();
});

test("what was delivered is not delivered again because the store cannot note it now", async () => {
  const { channel, send, pass, store } = makeOutbox();
  store.fail("settleEffects", new StoreUnavailable("the disk is full"));

  await send("s", "a", "b");
  await pass(60_000);
  expect(channel.keys).toEqual(["a"]);
  store.fail("settleEffects", undefined);
  await pass(5000);

  expect(channel.keys).toEqual(["a", "b"]);
  expect((await store.statistics()).pendingEffects).toBe(0);
});

test("what was delivered is not delivered again because its answer cannot be kept now", async () => {
  const { channel, answers, told, send, pass } = makeOutbox();
  told.fails = 3;

  await send("s", "a");
  await pass(60_000);

  expect(channel.keys).toEqual(["a"]);
  expect(answers).toEqual([["a", "delivered", {}]]);
});

test("a refusal whose answer cannot be kept now is told later, and not sent again", async () => {
  const { channel, answers, told, send, pass } = makeOutbox();
  told.fails = 3;
  channel.answer = () => {
    throw new DeliveryRefused("no such number");
  };

  await send("s", "a");
  await pass(60_000);

  expect(channel.keys).toEqual(["a"]);
  expect(answers).toEqual([["a", "refused", { reason: "no such number" }]]);
});

test("effects that the store cannot give are asked for again", async () => {
  const { channel, send, pass, store } = makeOutbox();
  store.fail("dueEffects", new StoreUnavailable("the disk is full"), 3);

  await send("s", "a");
  await pass(10_000);

  expect(channel.keys).toEqual(["a"]);
});

test("more effects than are under way at a time are all delivered", async () => {
  const { outbox, channel, pass, store } = makeOutbox();
  for (let session = 0; session < 600; session++) {
    await store.commit(aCommit(aSession(`s${session}`), { effects: [anEffect(`e${session}`, `s${session}`)] }));
  }

  outbox.wake();
  await pass(0);

  expect(channel.keys).toHaveLength(600);
});

test("a channel that hangs holds up no other, and is tried again", async () => {
  const { channels, channel, clock, send, store, outbox } = makeOutbox();
  const other = new RecordingChannel("other");
  channels.add(other);
  let hangs = 300;
  channel.answer = () => (hangs-- > 0 ? new Promise<void>(() => {}) : undefined);
  for (let session = 0; session < 300; session++) await send(`s${session}`, `e${session}`);
  await store.commit(aCommit(aSession("t"), { effects: [{ ...anEffect("x", "t"), channel: "other" }] }));
  outbox.wake();
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };

  await turns();
  expect(other.keys).toEqual(["x"]);
  await clock.advanceTo(NOW + 3 * 60 * 60_000, turns);

  expect((await store.statistics()).pendingEffects).toBe(0);
});

test("a channel with a limit gets that many a second, and others do not wait", async () => {
  const { channels, channel, store, outbox, pass } = makeOutbox();
  channels.add(Object.assign(channel, { ratePerSecond: 10 }));
  const other = new RecordingChannel("other");
  channels.add(other);
  for (let session = 0; session < 600; session++) {
    await store.commit(aCommit(aSession(`s${session}`), { effects: [anEffect(`e${session}`, `s${session}`)] }));
  }
  await store.commit(aCommit(aSession("t"), { effects: [{ ...anEffect("x", "t"), channel: "other" }] }));

  outbox.wake();
  await pass(0);
  expect(other.keys).toEqual(["x"]);
  await pass(10_000);
  expect(channel.keys).toHaveLength(101);
  await pass(60_000);
  expect(channel.keys).toHaveLength(600);
});

test("a provider that wants a pause has it for all messages of its channel", async () => {
  const { channel, send, pass, clock } = makeOutbox();
  const times: number[] = [];
  channel.answer = () => {
    times.push(clock.now() - NOW);
    if (times.length === 1) throw new DeliveryPostponed("429", 20_000);
  };

  await send("s", "a");
  await pass(1000);
  await send("t", "b");
  await pass(HOUR_MS);

  expect(times).toEqual([0, 20_000, 20_000]);
});

test("a closed outbox delivers nothing more, and leaves no alarm", async () => {
  const { outbox, channel, send, pass, clock } = makeOutbox();
  channel.answer = failing(Infinity);
  await send("s", "a");
  await pass(0);

  outbox.close();
  await pass(HOUR_MS);

  expect(channel.keys).toEqual(["a"]);
  expect(clock.next).toBeUndefined();
});

test("what is for a channel that has no connection is not tried, and goes out as soon as it has one", async () => {
  const { outbox, channels, store, send, settle, pass } = makeOutbox();
  const state = new Observable<ChannelState>({ status: "failing", reason: "the broker is away" });
  const delivered: string[] = [];
  channels.add({ id: "channel", name: "MQTT", state, deliver: async ({ key }) => void delivered.push(key) });
  outbox.start();
  await send("s1", "k1");
  await pass(20 * HOUR_MS);
  expect([delivered, await store.dueEffects(Infinity, 10)]).toMatchObject([[], [{ key: "k1", attempts: 0 }]]);

  state.set({ status: "ok" });
  await settle();
  expect(delivered).toEqual(["k1"]);
});

test("what failed on a channel is tried at once when another takes its place, with all attempts again", async () => {
  const { outbox, channels, channel, store, send, settle, pass } = makeOutbox();
  channel.answer = failing(Infinity);
  outbox.start();
  await send("s1", "k1");
  await pass(HOUR_MS);
  expect((await store.dueEffects(Infinity, 10))[0]?.attempts).toBeGreaterThan(10);

  channels.add({ id: "channel", name: "Other", deliver: failing(1) as () => Promise<void> });
  await settle();
  expect(await store.dueEffects(Infinity, 10)).toMatchObject([{ key: "k1", attempts: 1 }]);
});

test("how deliveries come out is how their channel stands", async () => {
  const { channels, channel, send, pass } = makeOutbox();
  const stands = (): unknown => channels.states.of("channel");
  channel.answer = failing(1);
  await send("s1", "k1");
  await pass(0);
  expect(stands()).toMatchObject({ status: "failing", reason: "no network" });
  await pass(1000);
  expect(stands()).toMatchObject({ status: "ok" });

  channel.answer = () => {
    throw new CredentialsRefused("wrong key");
  };
  await send("s2", "k2");
  await pass(0);
  expect(stands()).toMatchObject({ status: "unusable", reason: "wrong key" });
});

test("an effect that is refused says nothing of its channel", async () => {
  const { channels, channel, send, pass } = makeOutbox();
  channel.answer = () => {
    throw new DeliveryRefused("no such number");
  };
  await send("s1", "k1");
  await pass(0);
  expect(channels.states.of("channel")).toMatchObject({ status: "ok" });
});
