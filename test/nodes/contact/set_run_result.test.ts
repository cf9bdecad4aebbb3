import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

async function save(options: JsonObject, fields: Parameters<typeof flow>[2] = {}) {
  const bench = await Bench.open();
  const nodes = [step("set", "contact-set_run_result", options, "tell"), say("tell", "Is @results.how_many")];
  const environment = { allowed_languages: ["spa", "eng"] };
  const session = await bench.run(flow("f", nodes, fields), { environment });
  return { bench, session, results: (await bench.runOf(session, "f")).results };
}

test("saves a result under its name in small letters", async () => {
  const { results } = await save({ name: "How many", value: "@(40 + 2)", category: "Some" });

  expect(results).toEqual({
    how_many: {
      name: "How many",
      value: "42",
      category: "Some",
      node_uuid: "set",
      created_on: expect.stringMatching(/^2026-01-15T12:00:00/),
    },
  });
});

test("the steps that follow see it", async () => {
  const { bench } = await save({ name: "How many", value: "42" });

  expect(bench.channel.texts).toEqual(["Is 42"]);
});

test("tells of it", async () => {
  const { bench, session } = await save({ name: "How many", value: "42", category: "Some" });

  expect(await bench.events(session, "run_result_changed")).toEqual([
    { type: "run_result_changed", name: "How many", value: "42", category: "Some" },
  ]);
});

test("saves nothing where the value cannot be evaluated", async () => {
  const { bench, session, results } = await save({ name: "How many", value: "@(1 / 0)" });

  expect(results).toEqual({});
  expect((await bench.complaints(session))[0]).toMatch(/division by zero/);
});

test("adds the category in the contact's language", async () => {
  const localization = { spa: { set: { category: ["Algunos"] } } };
  const { results } = await save(
    { name: "How many", value: "42", category: "Some" },
    { language: "eng", localization },
  );

  expect(results["how_many"]).toMatchObject({ category: "Some", category_localized: "Algunos" });
});

test("a result that is saved again stands behind the others", async () => {
  const bench = await Bench.open();
  const save = (id: string, name: string, next: string) =>
    step(id, "contact-set_run_result", { name, value: id }, next);

  const session = await bench.run(
    flow("f", [
      save("one", "A", "two"),
      save("two", "B", "three"),
      step("three", "contact-set_run_result", { name: "A", value: "three" }),
    ]),
  );

  expect(Object.entries(await bench.results(session))).toEqual([
    ["b", "two"],
    ["a", "three"],
  ]);
});
