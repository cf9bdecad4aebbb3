import type { Family } from "../../runtime/engine/family.js";
import { families } from "../../runtime/families.js";
import type { MessageTrigger } from "../../runtime/switchboard/triggers.js";
import { RevisionConflict } from "../../runtime/store/errors.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { ANN, Bench, NOW } from "../support/bench.js";
import { faultyStore } from "../support/faulty-store.js";
import { ask, flow, say, step } from "../support/program.js";

const BOB = "tel:+15550101";

const survey = flow("survey", [ask("name", "hello"), say("hello", "Hello @results.name")]);
const menu = flow("menu", [say("menu", "Menu", "choice"), ask("choice", "chosen"), say("chosen", "Chosen")]);

/** The menu starts by the word `menu`. */
function menuTrigger(whenWaiting: MessageTrigger["whenWaiting"]): MessageTrigger {
  return {
    flow: { id: "menu" },
    whenWaiting,
    matches: ({ message }) => (message.text === "menu" ? { keyword: "menu" } : undefined),
  };
}

async function statuses(bench: Bench, urn = ANN): Promise<Record<string, string>> {
  const { id } = await bench.switchboard.contactWith(urn);
  const sessions = await bench.store.sessionsOfContact(id, 100);
  return Object.fromEntries(sessions.map(({ session }) => [session.flow.id, session.status]));
}

describe("a message that a trigger matches", () => {
  test("starts its flow with a contact who talks to nobody", async () => {
    const bench = await Bench.open();
    await bench.define(menu);
    bench.switchboard.triggers.onMessage(menuTrigger("leave"));

    await bench.say("menu");

    expect(bench.channel.texts).toEqual(["Menu"]);
    expect(await statuses(bench)).toEqual({ menu: "waiting" });
  });

  test("is left to the session that waits for one", async () => {
    const bench = await Bench.open();
    await bench.define(menu);
    bench.switchboard.triggers.onMessage(menuTrigger("leave"));
    await bench.run(survey);

    await bench.say("menu");

    expect(bench.channel.texts).toEqual(["Hello menu"]);
  });

  test("or interrupts that session, which does not see it", async () => {
    const bench = await Bench.open();
    await bench.define(menu);
    bench.switchboard.triggers.onMessage(menuTrigger("interrupt"));
    await bench.run(survey);

    await bench.say("menu");

    expect(bench.channel.texts).toEqual(["Menu"]);
    expect(await statuses(bench)).toEqual({ survey: "interrupted", menu: "waiting" });
  });

  test("or starts its flow beside it", async () => {
    const bench = await Bench.open();
    await bench.define(menu);
    bench.switchboard.triggers.onMessage(menuTrigger("beside"));
    await bench.run(survey);

    await bench.say("menu");

    expect(bench.channel.texts).toEqual(["Hello menu", "Menu"]);
    expect(await statuses(bench)).toEqual({ survey: "completed", menu: "waiting" });
  });

  test("is not left to a session that waits for somebody else's reply", async () => {
    const bench = await Bench.open();
    await bench.define(menu);
    bench.switchboard.triggers.onMessage(menuTrigger("leave"));
    await bench.run(
      flow("reply", [step("wait", "workflow-WaitForReply", { inputs: { from: "+15550101", channel: "sms" } })]),
    );

    await bench.say("menu");

    expect(bench.channel.texts).toEqual(["Menu"]);
    expect(await statuses(bench)).toEqual({ reply: "waiting", menu: "waiting" });
  });
});

test("a message that nobody waits for and that starts nothing is taken and forgotten", async () => {
  const bench = await Bench.open();

  await bench.say("hello?");

  expect(await bench.store.statistics()).toMatchObject({ pendingInputs: 0, rejectedInputs: 0 });
});

test("a contact's message goes to the contact's own session", async () => {
  const bench = await Bench.open();
  await bench.run(survey);
  await bench.start("survey", { urn: BOB });

  await bench.say("Bob", { urn: BOB });

  expect(await statuses(bench)).toEqual({ survey: "waiting" });
  expect(await statuses(bench, BOB)).toEqual({ survey: "completed" });
});

test("a reply that another contact's session waits for reaches it in its own lane, once", async () => {
  const bench = await Bench.open();
  const wait = step(
    "wait",
    "workflow-WaitForReply",
    { inputs: { from: "+1 555 0101", channel: "sms" }, outputs: { answer: "{{step.reply.payload.body}}" } },
    "after",
  );
  const session = await bench.run(flow("reply", [wait, say("after", "Got it")]));

  await bench.say("yes", { urn: BOB });

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { answer: "yes" } });
  expect(bench.channel.texts).toEqual(["Got it"]);
});

test("a session that a sprint starts begins once that sprint is committed", async () => {
  /** Every conversation starts another flow as it begins. */
  const starter: Family = {
    ...families[0]!,
    name: "metaflow",
    started: (sprint) => {
      if (sprint.session.flow.id !== "first") return;
      sprint.startSession({ type: "start", flow: { id: "second" }, trigger: { type: "session", at: sprint.now() } });
    },
  };
  const bench = await Bench.open({ families: [...families, starter] });
  const second = flow("second", [step("set", "call-variable_set", { key: "a", value: "b" })]);
  await bench.run([flow("first", []), second]);

  const { sessionsByStatus } = await bench.store.statistics();

  expect(sessionsByStatus).toEqual({ completed: 2 });
});

test("a sprint whose contact was changed meanwhile runs again on what is there now", async () => {
  const clock = new VirtualClock(NOW);
  const store = faultyStore(clock);
  const bench = await Bench.open({ clock, store });
  const named = flow("named", [
    ask("ask", "set"),
    step("set", "contact-set_contact_name", { name: "@results.ask" }, "hi"),
    say("hi", "Hi @contact.name"),
  ]);
  await bench.run(named);
  store.fail("commit", new RevisionConflict("contact", "c", 1), 1);

  await bench.say("Ann");

  expect(bench.channel.texts).toEqual(["Hi Ann"]);
  expect((await bench.contact())["name"]).toBe("Ann");
});

test("an input for a session that is gone is taken and forgotten", async () => {
  const bench = await Bench.open();
  const at = bench.clock.now();

  await bench.switchboard.accept({ source: "test", lane: "l", session: "gone", at, input: { type: "restarted" } });
  await bench.settle();

  expect((await bench.store.statistics()).pendingInputs).toBe(0);
});

test("the same start given twice makes one session", async () => {
  const bench = await Bench.open();
  await bench.define(menu);
  const session = "11111111-1111-4111-8111-111111111111";

  await bench.start("menu", { session });
  await bench.start("menu", { session });

  expect(bench.channel.texts).toEqual(["Menu"]);
});

test("a call's events find its session by the call, whose first sprint they may even precede", async () => {
  const bench = await Bench.open();
  await bench.define(flow("ivr", [step("digits", "call-digits_receive", { length: 2, duration: 60_000 })]));
  bench.switchboard.triggers.onCall({ flow: { id: "ivr" }, matches: ({ to }) => to === "100" });

  const call = await bench.switchboard.startCall({ channel: "test", from: "+15550100", to: "100" });
  await bench.switchboard.callEvent("test", call, { type: "digit", leg: call, digit: "1" });
  await bench.switchboard.callEvent("test", call, { type: "digit", leg: call, digit: "2" });
  await bench.settle();

  expect(bench.channel.types).toEqual(["call_hangup"]);
  expect((await bench.store.statistics()).sessionsByStatus).toEqual({ completed: 1 });
});
