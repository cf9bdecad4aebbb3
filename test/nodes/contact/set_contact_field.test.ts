import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const assets = { fields: [{ uuid: "11111111-1111-4111-8111-111111111111", key: "age", name: "Age", type: "number" }] };

const age = (value: string, key = "age"): ReturnType<typeof flow> =>
  flow("f", [
    step("set", "contact-set_contact_field", { field: { key, name: "Age" }, value }, "tell"),
    say("tell", "@fields.age"),
  ]);

test("sets a field of the contact, read as what the field is", async () => {
  const bench = await Bench.open({ assets });

  await bench.run(age(" @(20 + 3) "));

  expect((await bench.contact())["fields"]).toEqual({ age: { text: "23", number: 23 } });
  expect(bench.channel.texts).toEqual(["23"]);
});

test("tells of the change", async () => {
  const bench = await Bench.open({ assets });

  const session = await bench.run(age("23"));

  expect(await bench.events(session, "contact_field_changed")).toEqual([
    { type: "contact_field_changed", field: { key: "age", name: "Age" }, value: { text: "23", number: 23 } },
  ]);
});

test("clears the field where the value is empty", async () => {
  const bench = await Bench.open({ assets });
  await bench.run(age("23"));

  const session = await bench.run(age(""));

  expect(await bench.events(session, "contact_field_changed")).toMatchObject([{ value: null }]);
  expect((await bench.contact())["fields"] ?? {}).toEqual({});
});

test("an unknown field is an error, and the flow goes on", async () => {
  const bench = await Bench.open({ assets });

  const session = await bench.run(age("23", "height"));

  expect(await bench.complaints(session)).toHaveLength(1);
  expect((await bench.session(session)).status).toBe("completed");
});
