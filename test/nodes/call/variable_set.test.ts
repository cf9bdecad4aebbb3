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

test("a text that doubles with every step stops the flow", async () => {
  const bench = await Bench.open({ limits: { maxVariableCharacters: 100 } });
  const double = step("set", "call-variable_set", { key: "x", value: "${x}${x}" }, "set");

  const session = await bench.run(flow("set", [double]), { variables: { x: "0123456789" } });

  expect(await bench.complaints(session)).toEqual(["variable_set: its variables are too long"]);
  expect((await bench.session(session)).variables["x"]).toHaveLength(80);
});

test("a session that holds enough sets no more, and goes on", async () => {
  const bench = await Bench.open({ limits: { maxVariableCharacters: 10 } });

  const session = await bench.run(
    flow("set", [
      step("one", "call-variable_set", { key: "a", value: "1234" }, "two"),
      step("two", "call-variable_set", { key: "b", value: "12345" }, "three"),
      step("three", "call-variable_set", { key: "a", value: "123456789" }),
    ]),
  );

  expect(await bench.complaints(session)).toEqual([
    "variable_set: 'b' was not set, as the session's variables are too long",
  ]);
  expect((await bench.session(session)).variables).toEqual({ a: "123456789" });
});

test.each(["constructor", "toString", "__proto__"])("%s is an unknown variable like any other", async (name) => {
  expect(await variables("greeting", `Hello \${${name}}!`)).toMatchObject({ greeting: "Hello !" });
});
