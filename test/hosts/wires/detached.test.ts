import { isWaiting, type Session } from "../../../runtime/session/session.js";
import { families } from "../../../runtime/families.js";
import { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import { TestNodeRed } from "../../support/node-red.js";
import { ask, fn, node, say, tab } from "../../support/tab.js";

const HOLD_LIMIT_MS = 50;

let red: TestNodeRed;
/** Of the process before a restart. */
let before: Switchboard | undefined;
beforeAll(async () => (red = await TestNodeRed.start({ holdLimit: HOLD_LIMIT_MS })));
afterAll(async () => {
  await red.stop();
  await before?.close();
});
beforeEach(() => (red.sent.length = 0));

/** Holds a message until the test lets it go: `held` resolves when it has one. */
function hold(id: string, ...next: string[]): ReturnType<typeof fn> {
  return fn(id, "await global.get('test').hold(); return msg;", ...next);
}

/** What the nodes of `hold` wait for. */
function holder(): { held: Promise<void>; release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<void>((resolve) => {
    red.shared["hold"] = () => {
      resolve();
      return released;
    };
  });
  return { held, release };
}

const isDetached = (session: Session): boolean =>
  session.runs.some((run) => run.tokens.some((token) => !isWaiting(token)));
const hasEnded = (session: Session): boolean => session.status === "completed";

async function eventTypes(session: string): Promise<string[]> {
  return (await red.events(session)).map(({ event }) => event.type);
}

test("a delay longer than the limit is left behind, and its message starts a sprint of its own", async () => {
  await red.deploy(
    tab(
      "f",
      ["delay"],
      [
        node("delay", "delay", { pauseType: "delay", timeout: "200", timeoutUnits: "milliseconds" }, ["x"]),
        say("x", "later"),
      ],
    ),
  );
  const session = await red.start("f");
  const resting = await red.session(session);
  expect([resting.status, resting.sprint, isDetached(resting), red.texts]).toEqual(["waiting", 1, true, []]);
  await red.until(session, hasEnded);
  await red.switchboard.whenIdle();
  expect([(await red.session(session)).sprint, red.texts]).toEqual([2, ["later"]]);
});

test("the contact's next input goes ahead of a held message", async () => {
  const { release } = holder();
  await red.deploy(tab("f", ["hold", "a"], [hold("hold", "x"), say("x", "held"), ask("a", "y"), say("y", "answer")]));
  const session = await red.start("f");
  await red.say("hi");
  expect(red.texts).toEqual(["answer"]);
  release();
  await red.until(session, hasEnded);
  await red.switchboard.whenIdle();
  expect(red.texts).toEqual(["answer", "held"]);
});

test("a held message keeps its properties", async () => {
  const { release } = holder();
  const seen: object[] = [];
  red.shared["seen"] = seen;
  await red.deploy(
    tab(
      "f",
      ["set"],
      [
        fn("set", "msg.order = 7; return msg;", "hold"),
        hold("hold", "x"),
        say("x", "held", "look"),
        fn("look", "global.get('test').seen.push({ order: msg.order });"),
      ],
    ),
  );
  const session = await red.start("f");
  release();
  await red.until(session, hasEnded);
  expect(seen).toEqual([{ order: 7 }]);
});

test("a held message that comes out on two wires is a fork", async () => {
  const { release } = holder();
  await red.deploy(tab("f", ["hold"], [hold("hold", "x", "y"), say("x", "one"), say("y", "two")]));
  const session = await red.start("f");
  release();
  await red.until(session, hasEnded);
  await red.switchboard.whenIdle();
  expect(red.texts.sort()).toEqual(["one", "two"]);
  expect((await red.session(session)).sprint).toBe(3);
});

test("a held message that ends at a core node ends the session", async () => {
  const { release } = holder();
  await red.deploy(tab("f", ["hold"], [hold("hold", "drop"), fn("drop", "return null;")]));
  const session = await red.start("f");
  release();
  expect((await red.until(session, hasEnded)).sprint).toBe(2);
  expect(await eventTypes(session)).not.toContain("message_lost");
});

test("a message that was held and is lost at a restart is reported", async () => {
  holder();
  const nodes = tab("f", ["hold", "a"], [hold("hold", "x"), say("x", "never"), ask("a", "y"), say("y", "answer")]);
  await red.deploy(nodes);
  const session = await red.start("f");
  before = red.switchboard;
  const { store, channels } = before;
  await red.deploy([]);
  const restarted = new Switchboard({ store, families });
  for (const channel of channels.list()) restarted.channels.add(channel);
  red.instance.use(restarted);
  await red.deploy(nodes);
  await red.switchboard.whenIdle();
  expect(await eventTypes(session)).toContain("message_lost");
  await red.say("hi");
  expect([(await red.session(session)).status, red.texts]).toEqual(["completed", ["answer"]]);
});

test("a message that was held by a node which a deploy replaces is reported as lost", async () => {
  const { held } = holder();
  const nodes = tab("f", ["hold"], [hold("hold", "x"), say("x", "never")]);
  await red.deploy(nodes);
  const session = await red.start("f");
  await held;
  await red.deploy(nodes);
  await red.until(session, hasEnded);
  expect(await eventTypes(session)).toContain("message_lost");
});

test("a held message outlives a deploy that leaves its node alone", async () => {
  const { release } = holder();
  const nodes = tab("f", ["hold"], [hold("hold", "x"), say("x", "held")]);
  await red.deploy(nodes);
  const session = await red.start("f");
  await red.deploy([...nodes, ...tab("g", [], [])], "nodes");
  release();
  await red.until(session, hasEnded);
  await red.switchboard.whenIdle();
  expect(red.texts).toEqual(["held"]);
  expect(await eventTypes(session)).not.toContain("message_lost");
});

test("a node that takes a message for good is told of, and holds nobody up", async () => {
  await red.deploy(
    tab(
      "f",
      ["odd", "a"],
      [node("odd", "odd-holding", {}, ["x"]), say("x", "never"), ask("a", "y"), say("y", "answer")],
    ),
  );
  const session = await red.start("f");
  expect(await eventTypes(session)).toContain("message_held");
  await red.say("hi");
  expect(red.texts).toEqual(["answer"]);
});
