import type { JsonObject } from "../../../runtime/json.js";
import { sleeping, withLegs } from "../../metaflow/calls.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const connected = withLegs({ b: { number: "1002", status: "progressing" } });

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const spoken = () => bench.channel.effects.filter(({ event }) => event.type === "say").map(({ event }) => event);

/** A call on which a pattern says things, and then its child does. */
function saying(options: JsonObject): ReturnType<typeof sleeping> {
  const pattern = "^1(\\d)";
  return sleeping([
    step("listener", "metaflow-listen", { patterns: [pattern], listen_on: "both" }, { [`patterns.${pattern}`]: "say" }),
    step("say", "metaflow-say", options, "child"),
    step("child", "metaflow-say", { text: "child" }),
  ]);
}

async function press(leg: string): Promise<void> {
  for (const digit of "*12") await bench.onCall({ type: "digit", leg, digit });
  await bench.pass(800);
}

test("spells the text on the leg that pressed the keys", async () => {
  await bench.call(saying({ text: "Ann" }), connected);
  await press("b");
  expect(spoken()[0]).toEqual({
    type: "say",
    call: "call",
    legs: ["b"],
    text: "Ann",
    say_type: "name_spelled",
    method: "pronounced",
  });
});

test("says what it is told, how it is told", async () => {
  const options = { text: "12", type: "number", method: "counted", language: "de-DE", gender: "neuter" };
  await bench.call(saying(options), connected);
  await press("call");
  expect(spoken()[0]).toMatchObject({
    text: "12",
    say_type: "number",
    method: "counted",
    language: "de-DE",
    gender: "neuter",
  });
});

test.each([
  ["self", ["call"]],
  ["peer", ["b"]],
  ["both", ["b", "call"]],
])("on %s it is heard by %j", async (leg, legs) => {
  await bench.call(saying({ text: "x", leg }), connected);
  await press("call");
  expect(spoken()[0]).toMatchObject({ legs });
});

test("nobody across hears nothing, and the child follows", async () => {
  await bench.call(saying({ text: "x", leg: "peer" }));
  await press("call");
  expect(spoken().map(({ text }) => text)).toEqual(["child"]);
});

test("the child is told what the parent was told", async () => {
  const session = await bench.call(saying({ text: "x" }), connected);
  await press("b");
  const told = { dtmf_leg: "b", collected: "12", captures: ["2"] };
  expect(await bench.events(session, "metaflow_module")).toMatchObject([
    { module: "say", leg: "b", data: { text: "x", ...told } },
    { module: "say", leg: "b", data: { text: "child", ...told } },
  ]);
});

test("what plays for the flow is still the flow's", async () => {
  const talk = step("talk", "call-talk", { text: "Menu" });
  const { nodes } = saying({ text: "x" });
  const session = await bench.call(flow("talking", [talk, ...Object.values(nodes)]), connected);
  const media = async () => (await bench.session(session)).call?.legs["call"]?.media;
  const before = await media();
  await press("call");
  expect(before).toBeDefined();
  expect(await media()).toBe(before);
});

test("in an ordinary flow it speaks to the flow's own leg", async () => {
  await bench.call(flow("plain", [step("say", "metaflow-say", { text: "hello" })]), connected);
  expect(spoken()).toMatchObject([{ legs: ["call"], text: "hello" }]);
});

test("without a call it fails", async () => {
  const session = await bench.run(flow("plain", [step("say", "metaflow-say", { text: "hello" })]));
  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.complaints(session)).toEqual(["say: there is no call"]);
});
