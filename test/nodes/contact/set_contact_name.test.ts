import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const name = (value: string): ReturnType<typeof flow> =>
  flow("f", [step("set", "contact-set_contact_name", { name: value }, "hi"), say("hi", "Hi @contact.name")]);

test("gives the contact a name, without blanks around it", async () => {
  const bench = await Bench.open();

  const session = await bench.run(name('  @(upper("ann")) '));

  expect((await bench.contact())["name"]).toBe("ANN");
  expect(await bench.events(session, "contact_name_changed")).toEqual([{ type: "contact_name_changed", name: "ANN" }]);
  expect(bench.channel.texts).toEqual(["Hi ANN"]);
});

test("tells of no change where the contact has the name", async () => {
  const bench = await Bench.open();
  await bench.run(name("Ann"));

  const again = await bench.start("f");

  expect(await bench.events(again, "contact_name_changed")).toEqual([]);
});

test("takes the name away where it is empty", async () => {
  const bench = await Bench.open();
  await bench.run(name("Ann"));

  await bench.run(name(""));

  expect((await bench.contact())["name"] ?? "").toBe("");
});

test("changes nothing where the name cannot be evaluated", async () => {
  const bench = await Bench.open();

  const session = await bench.run(name("@(1 / 0)"));

  expect((await bench.contact())["name"]).toBeUndefined();
  expect(await bench.complaints(session)).toHaveLength(1);
});
