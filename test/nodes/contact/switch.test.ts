import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const colours = {
  operand: "@input.text",
  cases: [
    { uuid: "c1", type: "has_any_word", arguments: ["red"], category_uuid: "red" },
    { uuid: "c2", type: "has_number_between", arguments: ["1", "9"], category_uuid: "number" },
  ],
  categories: [
    { uuid: "red", name: "Red" },
    { uuid: "number", name: "Number" },
    { uuid: "other", name: "Other" },
    { uuid: "none", name: "No Response" },
  ],
  default_category_uuid: "other",
  result_name: "Colour",
};

function router(options: JsonObject): ReturnType<typeof flow> {
  const exits = { red: "red", number: "number", other: "other", none: "none" };
  return flow("f", [
    step("router", "contact-switch", options, exits),
    ...Object.keys(exits).map((exit) => say(exit, exit)),
  ]);
}

const waiting = { ...colours, wait: { type: "msg", timeout: { seconds: 60, category_uuid: "none" } } };

test.each([
  ["a RED one", "red"],
  ["7", "number"],
  ["blue", "other"],
])("an answer of '%s' goes by the exit '%s'", async (answer, exit) => {
  const bench = await Bench.open();
  await bench.run(router(waiting));

  await bench.say(answer);

  expect(bench.channel.texts).toEqual([exit]);
});

test("saves the result: what matched, its category and what was answered", async () => {
  const bench = await Bench.open();
  const session = await bench.run(router(waiting));

  await bench.say("a RED one");

  expect((await bench.runOf(session, "f")).results["colour"]).toMatchObject({
    name: "Colour",
    value: "RED",
    category: "Red",
    input: "a RED one",
    node_uuid: "router",
  });
});

test("tells that it waits, and for how long", async () => {
  const bench = await Bench.open();

  const session = await bench.run(router(waiting));

  expect(await bench.events(session, "msg_wait")).toEqual([{ type: "msg_wait", timeout_seconds: 60 }]);
});

test("goes by the category of its timeout when nobody answers", async () => {
  const bench = await Bench.open();
  const session = await bench.run(router(waiting));

  await bench.pass(60_000);

  expect(bench.channel.texts).toEqual(["none"]);
  expect((await bench.runOf(session, "f")).results["colour"]?.category).toBe("No Response");
});

test("routes at once where it has no wait", async () => {
  const bench = await Bench.open();

  await bench.run(router({ ...colours, operand: "@(2 + 3)" }));

  expect(bench.channel.texts).toEqual(["number"]);
});

test("the first step of a session that a message started takes that message", async () => {
  const bench = await Bench.open();
  const message = { uuid: "m", text: "red", urn: "tel:+15550100" };

  await bench.run(router(waiting), { message, trigger: { type: "msg", at: bench.clock.now() } });

  expect(bench.channel.texts).toEqual(["red"]);
});

test("fails where no test is true and there is no default", async () => {
  const bench = await Bench.open();

  const session = await bench.run(router({ ...colours, operand: "blue", default_category_uuid: "" }));

  expect(await bench.complaints(session)).toEqual(["router on node[uuid=router] failed to pick a category"]);
  expect((await bench.session(session)).status).toBe("failed");
});

test("a message is noted as the session's input and the contact's last sign of life", async () => {
  const bench = await Bench.open();
  const session = await bench.run(router(waiting));
  await bench.pass(5000);

  await bench.say("red");

  expect((await bench.session(session)).input).toMatchObject({ text: "red" });
  expect((await bench.contact())["last_seen_on"]).toMatch(/^2026-01-15T12:00:05/);
  expect(await bench.events(session, "msg_received")).toMatchObject([{ msg: { text: "red" } }]);
});

test("on a call keys make the answer, up to the one that ends it", async () => {
  const bench = await Bench.open();
  const wait = { type: "msg", hint: { type: "digits", terminated_by: "#" } };
  const session = await bench.call(router({ ...colours, wait }));

  await bench.press("7#");

  expect((await bench.runOf(session, "f")).results["colour"]).toMatchObject({ value: "7", category: "Number" });
});

test("an empty translation of a category is none", async () => {
  const environment = { allowed_languages: ["fra"] };
  const category = (name: string) => ({ other: { name: [name] } });
  const router = flow("f", [step("router", "contact-switch", { ...colours, operand: "blue" })], { language: "eng" });

  const bench = await Bench.open();
  const empty = await bench.run({ ...router, localization: { fra: category("") } }, { environment });
  const french = await bench.run({ ...router, localization: { fra: category("Autre") } }, { environment });

  expect((await bench.runOf(empty, "f")).results["colour"]).not.toHaveProperty("category_localized");
  expect((await bench.runOf(french, "f")).results["colour"]).toMatchObject({ category_localized: "Autre" });
});
