import type { SessionCommit } from "../../runtime/store/store.js";
import { Bench } from "../support/bench.js";
import { ask, enterFlow, flow, say } from "../support/program.js";

test("a conversation goes on where it was when its process ended", async () => {
  const bench = await Bench.open();
  const session = await bench.run([
    flow("parent", [enterFlow("call", "child", "after"), say("after", "Back, @child.results.name")]),
    flow("child", [ask("name")]),
  ]);

  const next = await bench.restart();
  await next.say("Ann");

  expect(next.channel.texts).toEqual(["Back, Ann"]);
  expect((await next.session(session)).status).toBe("completed");
});

test("inputs that were accepted and not run yet are run by the next process", async () => {
  const bench = await Bench.open();
  await bench.run(flow("hello", [ask("name", "hello"), say("hello", "Hello @results.name")]));
  bench.switchboard.pause();
  await bench.say("Ann");

  const next = await bench.restart();

  expect(bench.channel.texts).toEqual([]);
  expect(next.channel.texts).toEqual(["Hello Ann"]);
});

test("effects that were committed and not delivered are delivered by the next process", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => {
    throw new Error("no network");
  };
  await bench.run(flow("hello", [say("hello", "Hello")]));

  const next = await bench.restart(60_000);

  expect(next.channel.texts).toEqual(["Hello"]);
  expect(next.channel.keys).toEqual(bench.channel.keys);
});

test("a message that a node held when the process ended is reported as lost", async () => {
  const bench = await Bench.open();
  const session = await bench.run(flow("held", [ask("ask")]));
  await detach(bench, session);

  const next = await bench.restart();

  expect(await next.events(session, "message_lost")).toHaveLength(1);
  expect((await next.session(session)).status).toBe("completed");
});

/** Leaves the session's only token with a core node, as the wires host does with a message that is held too long. */
async function detach(bench: Bench, id: string): Promise<void> {
  const { session, revision } = (await bench.store.session(id))!;
  const [run] = session.runs;
  const [token] = run!.tokens;
  run!.tokens = [{ id: token!.id, node: token!.node, detached: true }];
  const resting = [{ flow: "held", node: token!.node, detached: true }];
  const { status } = session;
  const commit: SessionCommit = { session, revision, status, events: [], effects: [], timers: [], waits: [], resting };
  await bench.store.commit({ sessions: [commit] });
}
