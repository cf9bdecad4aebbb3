import { toOrdered, type OrderedObject } from "../../../runtime/formats/metaflows/index.js";
import { metaflowRequest } from "../../../runtime/metaflow/request.js";
import { flow, step } from "../../support/program.js";
import { restsAt } from "../../metaflow/calls.js";
import { connected, ModuleBench, running } from "./fixture.js";

const menu = flow("menu", [
  step("talk", "call-talk", { text: "menu" }, "end"),
  step("end", "call-sleep", { duration: 1 }),
]);

async function calling(options: object): Promise<ModuleBench> {
  const call = await ModuleBench.open(running({ 1: ["callflow", { ...options }], 7: ["resume"] }), connected);
  await call.bench.define(menu);
  call.bench.switchboard.triggers.onCall({ flow: { id: "menu" }, matches: ({ to }) => to === "555" });
  await call.press("1");
  return call;
}

test.each([{ id: "menu" }, { captures: "555" }])("another flow has the call: %j", async (options) => {
  const call = await calling(options);
  expect(call.sent("talk")).toMatchObject([{ text: "menu" }]);
  expect(await restsAt(call.bench, call.session)).toEqual(["talk"]);
  expect((await call.leg("call")).bridge).toBeUndefined();
  expect(call.sent("say")).toEqual([]);
  await call.close();
});

test("a flow that there is not changes nothing", async () => {
  const call = await calling({ id: "nowhere" });
  expect(await call.complaints()).toEqual(["callflow: there is no flow 'nowhere'"]);
  expect(await restsAt(call.bench, call.session)).toEqual(["sleep"]);
  expect((await call.leg("call")).bridge).toBe("call");
  await call.close();
});

test("resume gives the call back to the party that waits; it ends when they hang up", async () => {
  const call = await calling({ id: "menu" });
  await call.press("7");
  expect((await call.leg("call")).bridge).toBe((await call.leg("b")).bridge);
  expect(call.sent("playback_stop")).toHaveLength(1);
  expect((await call.bench.session(call.session)).status).toBe("waiting");

  await call.network("hangup", "call");

  expect((await call.bench.session(call.session)).endedAt).toBeDefined();
  await call.close();
});

test("it needs the flow's own party, who may have left the call to others", async () => {
  const call = await ModuleBench.open(running({ 2: ["transfer", { target: "600" }] }), connected);
  await call.bench.define(menu);
  await call.press("2");
  const module = toOrdered({ module: "callflow", data: { id: "menu" } }) as OrderedObject;
  await call.bench.switchboard.toSession(call.session, metaflowRequest("b", module, call.bench.switchboard.ids));
  await call.bench.pass(0);
  expect(await call.complaints()).toEqual(["callflow: the flow's own party has gone"]);
  expect(call.sent("flow_start")).toEqual([]);
  await call.close();
});
