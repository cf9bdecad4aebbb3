import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

async function variables(key: string, value: string): Promise<Record<string, string>> {
  const bench = await Bench.open();
  const session = await bench.run(flow("set", [step("set", "call-variable_set", { key, value })]), {
    variables: { name: "Ann" },
  });
  return (await bench.session(session)).variables;
}

test("sets a variable", async () => {
  expect(await variables("greeting", "Hello")).toMatchObject({ greeting: "Hello", name: "Ann" });
});

test("both name and value may hold variables", async () => {
  expect(await variables("of ${name}", "Hello ${name}")).toMatchObject({ "of Ann": "Hello Ann" });
});

test("without a value the variable is emptied", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("set", [step("set", "call-variable_set", { key: "name" })]), {
    variables: { name: "Ann" },
  });

  expect((await bench.session(session)).variables["name"]).toBe("");
});

test("an unknown variable is the empty text", async () => {
  expect(await variables("greeting", "Hello ${nobody}!")).toMatchObject({ greeting: "Hello !" });
});

test.each(["constructor", "toString", "__proto__"])("%s is an unknown variable like any other", async (name) => {
  expect(await variables("greeting", `Hello \${${name}}!`)).toMatchObject({ greeting: "Hello !" });
});
