import { systemIds } from "../../runtime/ids.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import type { StoreNews } from "../../runtime/store/store.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { ANN, Bench, NOW } from "../support/bench.js";
import { ask, flow, say, step } from "../support/program.js";

/** A store that two switchboards share as two processes do: each hears what the test lets it hear. */
class SharedStore extends MemoryStore {
  listener: (news: StoreNews) => void = () => {};

  override follow = (listener: (news: StoreNews) => void): void => {
    this.listener = listener;
  };
}

let store: SharedStore;
let other: Bench;
let bench: Bench;

beforeEach(async () => {
  store = new SharedStore({ now: () => NOW });
  other = await Bench.open({ clock: new VirtualClock(NOW), store, ids: systemIds });
  bench = await Bench.open({ clock: new VirtualClock(NOW), store, ids: systemIds });
});

/** `bench` hears of what `other` did. */
async function hear(news: StoreNews): Promise<void> {
  store.listener(news);
  await bench.settle();
}

test("a new version of a definition that another process added is what starts here", async () => {
  await other.define(flow("menu", [say("say", "old")]));
  await bench.start("menu");
  await other.define(flow("menu", [say("say", "new")]));

  await hear({ about: "definition", id: "menu" });
  await bench.start("menu");

  expect(bench.channel.texts).toEqual(["old", "new"]);
});

test("the entries of a definition that another process added start it here, until that takes it away", async () => {
  const entry = step("in", "entry-message_in", { keywords: ["menu"] }, "say");
  await other.define(flow("menu", [entry, say("say", "hello")], { start: ["say"] }));

  await hear({ about: "definition", id: "menu" });
  await bench.say("menu");
  await other.switchboard.undefine("menu");
  await hear({ about: "definition", id: "menu" });
  await bench.say("menu");

  expect(bench.channel.texts).toEqual(["hello"]);
});

test("assets that came with an import elsewhere are known here", async () => {
  const group = { uuid: "1f9a0c4e-4f6a-4d3e-9d3b-6d0a6a1b1111", name: "Testers" };
  await other.switchboard.assetSources.add({ groups: [group] });

  await hear({ about: "definition", id: "goflow-assets" });

  expect([...bench.switchboard.assets.groups].map(({ name }) => name)).toEqual(["Testers"]);
});

test("inputs that another process could not run are run here", async () => {
  await other.define(flow("menu", [ask("name", "say"), say("say", "Hi @results.name")]));
  await bench.start("menu");
  other.switchboard.pause();
  await other.switchboard.receiveMessage({ channel: "test", urn: ANN, text: "Ann" });
  const { id } = (await store.contactByUrn(ANN))!;

  await hear({ about: "lane", lane: `contact:${id}` });

  expect(bench.channel.texts).toEqual(["Hi Ann"]);
});

test("timers that another process left fire here", async () => {
  await other.define(flow("menu", [ask("name", [], [60, "late"]), say("late", "Are you there?")]));
  await other.start("menu");
  await bench.pass(60_000);
  expect(bench.channel.texts).toEqual([]);

  await hear({ about: "timers" });

  expect(bench.channel.texts).toEqual(["Are you there?"]);
});

test("after news were missed everything is read again, and what lies there is taken up", async () => {
  const entry = step("in", "entry-message_in", { keywords: ["menu"] }, "say");
  await other.define(flow("gone", [entry, say("say", "gone")], { start: ["say"] }));
  await hear({ about: "definition", id: "gone" });
  await other.switchboard.undefine("gone");
  await other.define(flow("menu", [entry, say("say", "menu")], { start: ["say"] }));
  other.switchboard.pause();
  await other.switchboard.receiveMessage({ channel: "test", urn: ANN, text: "menu" });

  await hear({ about: "anything" });
  await bench.say("menu");

  expect(bench.channel.texts).toEqual(["menu", "menu"]);
});

test("whoever follows the events is told of those of other processes", async () => {
  const told = jest.fn();
  bench.switchboard.events.on("reported", told);

  await hear({ about: "events" });

  expect(told).toHaveBeenCalledTimes(1);
});

test("a session whose detached tokens went with another process is told so", async () => {
  await other.define(flow("menu", [ask("name")]));
  const session = await other.start("menu");
  const { lane } = await other.session(session);
  const accepted = jest.spyOn(store, "accept");

  await hear({ about: "detached", session, lane });

  expect(accepted).toHaveBeenCalledWith(expect.objectContaining({ session, input: { type: "restarted" } }));
});
