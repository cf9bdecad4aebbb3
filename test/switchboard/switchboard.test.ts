import { families } from "../../runtime/families.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { FlowRefused, NotFound } from "../../runtime/switchboard/switchboard.js";
import { programFlow } from "../../runtime/hosts/program.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { ANN, Bench, NOW } from "../support/bench.js";
import { faultyStore } from "../support/faulty-store.js";
import { ask, flow, say, step } from "../support/program.js";

const survey = flow("survey", [
  ask("name", "hello"),
  say("hello", "Hello @results.name", "age"),
  ask("age", "bye"),
  say("bye", "Bye"),
]);

describe("an input", () => {
  test("with an id that its sender repeats counts once", async () => {
    const bench = await Bench.open();
    await bench.run(survey);

    await bench.say("Ann", { id: "7" });
    await bench.say("Ann", { id: "7" });

    expect(bench.channel.texts).toEqual(["Hello Ann"]);
  });

  test("of the same id on another channel is another input", async () => {
    const bench = await Bench.open();
    await bench.run(survey);

    await bench.say("Ann", { id: "7" });
    await bench.say("42", { id: "7", channel: "other" });

    expect(bench.channel.texts).toEqual(["Hello Ann", "Bye"]);
  });

  test("that its sender repeats after a restart counts once", async () => {
    const bench = await Bench.open();
    await bench.run(survey);
    await bench.say("Ann", { id: "7" });

    const next = await bench.restart();
    await next.say("Ann", { id: "7" });

    expect(next.channel.texts).toEqual([]);
  });

  test("is refused while the store cannot keep it, and nothing has happened", async () => {
    const clock = new VirtualClock(NOW);
    const store = faultyStore(clock);
    const bench = await Bench.open({ clock, store });
    await bench.run(survey);
    store.fail("accept", new StoreUnavailable("the disk is full"));

    await expect(bench.say("Ann", { id: "7" })).rejects.toThrow(StoreUnavailable);
    store.fail("accept", undefined);
    await bench.say("Ann", { id: "7" });

    expect(bench.channel.texts).toEqual(["Hello Ann"]);
  });

  test("that was accepted is run when the store has recovered, by itself", async () => {
    const clock = new VirtualClock(NOW);
    const store = faultyStore(clock);
    const bench = await Bench.open({ clock, store });
    await bench.run(survey);
    store.fail("commit", new StoreUnavailable("the disk is full"));
    await bench.say("Ann");
    await bench.say("42");
    expect(bench.channel.texts).toEqual([]);

    store.fail("commit", undefined);
    await bench.pass(10_000);

    expect(bench.channel.texts).toEqual(["Hello Ann", "Bye"]);
  });
});

describe("a flow", () => {
  test("that is not there cannot be started", async () => {
    const bench = await Bench.open();

    await expect(bench.start("nowhere")).rejects.toThrow(new NotFound("There is no flow 'nowhere'."));
  });

  test("with problems refuses to start, and says why; others run on", async () => {
    const bench = await Bench.open();
    await bench.define(survey);
    const sound = programFlow(flow("broken", [say("hello", "Hello")]));
    const problems = ["node 'a': text is missing"];
    bench.switchboard.flows.deploy({
      ...sound,
      ref: sound.ref,
      type: sound.type,
      start: sound.start,
      problems,
    } as typeof sound);

    await expect(bench.start("broken")).rejects.toThrow(
      new FlowRefused("Flow 'broken' has problems: node 'a': text is missing"),
    );
    await bench.start("survey");

    expect((await bench.store.statistics()).sessionsByStatus).toEqual({ waiting: 1 });
  });
});

test("an input for a session that is not there is refused", async () => {
  const bench = await Bench.open();

  await expect(bench.command("nowhere", "stop")).rejects.toThrow(NotFound);
});

test("a call that no flow takes is refused", async () => {
  const bench = await Bench.open();

  await expect(bench.switchboard.startCall({ channel: "test", from: "1", to: "2" })).rejects.toThrow(NotFound);
});

test("a call that a channel announces twice starts once", async () => {
  const bench = await Bench.open();
  await bench.define(flow("ivr", [step("talk", "call-talk", { text: "Hello" })]));
  bench.switchboard.triggers.onCall({ flow: { id: "ivr" }, matches: () => true });

  await bench.switchboard.startCall({ channel: "test", from: "1", to: "2", id: "c" });
  await bench.switchboard.startCall({ channel: "test", from: "1", to: "2", id: "c" });
  await bench.settle();

  expect(bench.channel.types).toEqual(["call_answered", "talk"]);
});

test("two messages of an unknown contact at once make one contact", async () => {
  const bench = await Bench.open();
  await bench.define(survey);
  bench.switchboard.triggers.onMessage({ flow: { id: "survey" }, whenWaiting: "leave", matches: () => ({}) });

  const received = ["first", "second", "third"].map((text) =>
    bench.switchboard.receiveMessage({ channel: "test", urn: ANN, text }),
  );
  await Promise.all(received);
  await bench.settle();

  // The first started the flow and was its answer to the first question, too.
  expect(bench.channel.texts).toEqual(["Hello first", "Bye", "Hello third"]);
});

describe("what a channel answers", () => {
  const sms = flow("sms", [
    step(
      "send",
      "workflow-SMS",
      { inputs: { subAccountId: "s", destination: "+15550101", text: "Hi" }, outputs: { id: "{{step.umid}}" } },
      "after",
    ),
    say("after", "Sent"),
  ]);

  test("reaches the token that waits for it", async () => {
    const bench = await Bench.open();
    bench.channel.answer = () => ({ umid: "u7" });

    const session = await bench.run(sms);

    expect(await bench.session(session)).toMatchObject({ status: "completed", data: { id: "u7" } });
  });

  test("counts once, though the effect was delivered twice", async () => {
    const clock = new VirtualClock(NOW);
    const store = faultyStore(clock);
    const bench = await Bench.open({ clock, store });
    bench.channel.answer = ({ event }) => (event.type === "sms_requested" ? { umid: "u7" } : {});
    store.fail("settleEffects", new StoreUnavailable("the process died here"));
    const session = await bench.run(sms);

    store.fail("settleEffects", undefined);
    const next = await bench.restart();
    next.channel.answer = () => ({ umid: "u8" });
    await next.pass(10_000);

    expect(await next.session(session)).toMatchObject({ status: "completed", data: { id: "u7" } });
    expect(next.channel.keys[0]).toBe(bench.channel.keys[0]);
    expect(next.channel.texts).toEqual(["Hi", "Sent"]);
  });

  test("lets the step fail where the channel refuses", async () => {
    const bench = await Bench.open();
    await bench.define(sms);

    const session = await bench.start("sms", { channel: "nowhere" });

    expect(await bench.complaints(session)).toEqual(["Failed to send SMS because There is no channel 'nowhere'."]);
  });
});

describe("a pause for a redeploy", () => {
  test("keeps what comes in until it is over", async () => {
    const bench = await Bench.open();
    await bench.run(survey);

    bench.switchboard.pause();
    await bench.say("Ann");
    expect(bench.channel.texts).toEqual([]);
    bench.switchboard.resume();
    await bench.settle();

    expect(bench.channel.texts).toEqual(["Hello Ann"]);
  });

  test("takes a sprint back that is under way; it runs again", async () => {
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    /** Takes its time over an input. */
    const received = async (): Promise<boolean> => {
      begun.resolve();
      await slow.promise;
      return false;
    };
    const bench = await Bench.open({ families: [...families, { ...families[0]!, received }] });
    const session = await bench.run(survey);
    const said = bench.say("Ann");
    await begun.promise;

    bench.switchboard.pause();
    slow.resolve();
    await said;
    expect((await bench.session(session)).sprint).toBe(1);
    bench.switchboard.resume();
    await bench.settle();

    expect(bench.channel.texts).toEqual(["Hello Ann"]);
    expect((await bench.session(session)).sprint).toBe(2);
  });
});

test("a switchboard that is not started keeps inputs, and runs them once it is", async () => {
  const bench = await Bench.prepare();
  await bench.define(survey);
  await bench.start("survey");
  expect((await bench.store.statistics()).sessionsByStatus).toEqual({});

  await bench.switchboard.start();
  await bench.settle();

  expect((await bench.store.statistics()).sessionsByStatus).toEqual({ waiting: 1 });
});

test("closing waits for what is under way", async () => {
  const bench = await Bench.open();
  const slow = Promise.withResolvers<void>();
  let delivered = false;
  bench.channel.answer = async () => {
    await slow.promise;
    delivered = true;
  };
  const running = bench.run(flow("hello", [say("hello", "Hello")]));
  while (bench.channel.keys.length === 0) await new Promise((resolve) => setImmediate(resolve));

  const closed = bench.close();
  slow.resolve();
  await closed;
  await running;

  expect(delivered).toBe(true);
});

describe("closing with a time of grace", () => {
  const GRACE_MS = 5000;
  const begun = (is: () => boolean): Promise<void> =>
    (async () => {
      while (!is()) await new Promise((resolve) => setImmediate(resolve));
    })();

  test("lets a sprint come to its end", async () => {
    const slow = Promise.withResolvers<void>();
    let isBegun = false;
    const received = async (): Promise<boolean> => {
      isBegun = true;
      await slow.promise;
      return false;
    };
    const bench = await Bench.open({ families: [...families, { ...families[0]!, received }] });
    await bench.run(survey);
    void bench.say("Ann");
    await begun(() => isBegun);
    const commits: number[] = [];
    bench.switchboard.events.on("commit", ({ sessions }) =>
      commits.push(...sessions.map(({ session }) => session.sprint)),
    );

    const closed = bench.switchboard.close(GRACE_MS);
    slow.resolve();
    await closed;

    expect(commits).toEqual([2]);
  });

  test("leaves what hangs for the next process", async () => {
    const clock = new VirtualClock(NOW);
    const bench = await Bench.open({ clock });
    const signals: AbortSignal[] = [];
    bench.switchboard.channels.add({
      id: bench.channel.id,
      name: "Hangs",
      deliver: (_effect, signal) => {
        signals.push(signal!);
        return new Promise(() => {});
      },
    });
    void bench.run(flow("hello", [say("hello", "Hello")]));
    await begun(() => signals.length > 0);
    let left: readonly object[] = [];
    const { store } = bench;
    const { close } = store;
    store.close = async () => {
      left = await store.dueEffects(Infinity, 10);
      await close.call(store);
    };

    const closed = bench.switchboard.close(GRACE_MS);
    await clock.advanceTo(NOW + GRACE_MS, async () => {});
    await closed;

    expect(signals[0]!.aborted).toBe(true);
    expect(left).toMatchObject([{ attempts: 1, lastError: expect.stringContaining("The process ended") }]);
  });
});
