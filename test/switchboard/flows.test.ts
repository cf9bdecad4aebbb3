import { Flows } from "../../runtime/switchboard/flows.js";
import type { JsonObject } from "../../runtime/json.js";
import { programFlow } from "../../runtime/hosts/program.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import type { NewDefinition } from "../../runtime/store/store.js";
import { Bench, NOW } from "../support/bench.js";
import { ask, flow, say } from "../support/program.js";

/** A flow `f` that has one step of this id. */
function definition(node: string): NewDefinition {
  const program = flow("f", [say(node, node)]);
  return { id: "f", kind: "program", name: "f", at: NOW, document: {}, program: program as unknown as JsonObject };
}

function makeFlows() {
  const store = new MemoryStore({ now: () => NOW });
  return { store, flows: new Flows(store) };
}

test("a flow by its id is the newest version; one with a version is that one for ever", async () => {
  const { flows } = makeFlows();
  await flows.define(definition("one"));
  await flows.load({ id: "f" });
  await flows.define(definition("two"));

  expect((await flows.load({ id: "f" }))?.start).toEqual(["two"]);
  expect((await flows.load({ id: "f", version: 1 }))?.start).toEqual(["one"]);
});

test("a version that was taken away is left to those that run it", async () => {
  const { flows } = makeFlows();
  await flows.define(definition("one"));
  await flows.remove("f");

  expect(await flows.load({ id: "f" })).toBeUndefined();
  expect((await flows.load({ id: "f", version: 1 }))?.start).toEqual(["one"]);
});

test("a deployed tab comes before a definition of its id, until it is taken away", async () => {
  const { flows } = makeFlows();
  await flows.define(definition("one"));
  const undeploy = flows.deploy(programFlow(flow("f", [say("tab", "Tab")])));
  expect((await flows.load({ id: "f" }))?.start).toEqual(["tab"]);

  undeploy();

  expect((await flows.load({ id: "f" }))?.start).toEqual(["one"]);
});

test("a definition that was read while a newer one came is not taken for the newest", async () => {
  const { flows, store } = makeFlows();
  await flows.define(definition("one"));
  const old = (await store.definition("f"))!;
  const { promise: defined, resolve } = Promise.withResolvers<void>();
  const slow: typeof store.definition = async () => {
    await defined;
    return old;
  };
  const { definition: read } = store;
  store.definition = slow;
  const loading = flows.load({ id: "f" });
  await flows.define(definition("two"));
  resolve();
  await loading;
  store.definition = read;

  expect((await flows.load({ id: "f" }))?.start).toEqual(["two"]);
});

test("a session keeps the version of its flow that it started with", async () => {
  const bench = await Bench.open();
  await bench.run(flow("f", [ask("ask", "old"), say("old", "The old end")]));
  await bench.define(flow("f", [ask("ask", "new"), say("new", "The new end")]));

  await bench.say("go on");

  expect(bench.channel.texts).toEqual(["The old end"]);
});
