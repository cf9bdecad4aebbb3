import type { JsonObject } from "../../../runtime/json.js";
import { Bench, NOW } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

/** Whether a condition holds; the test's time is in `NOW`. */
async function holds(type: string, options: JsonObject, variables: Record<string, string> = {}): Promise<boolean> {
  const bench = await Bench.open();
  const note = (id: string): ReturnType<typeof step> => step(id, "call-variable_set", { key: "held", value: id });
  const session = await bench.run(
    flow("f", [step("if", `call-${type}`, options, { next: "yes", false: "no" }), note("yes"), note("no")]),
    { variables },
  );
  return (await bench.session(session)).variables["held"] === "yes";
}

function numberIs(condition: string, value_number: number, v: string): Promise<boolean> {
  return holds("condition_variable", { variable: "${v}", condition, value_type: "number", value_number }, { v });
}

test.each([
  ["==", 0.1, "0.1"],
  [">=", 1.5, "1.50"],
  ["<", 0, "-2.5e3"],
])("condition_variable: as a number, a variable %s %d if it is %s", async (condition, option, value) => {
  expect(await numberIs(condition, option, value)).toBe(true);
});

test.each(["", " 2", "2 apples", "0x10", "NaN", "1e39"])("condition_variable: '%s' is no number", async (value) => {
  expect(await numberIs("!=", 1, value)).toBe(false);
});

test("condition_variable: texts compare byte by byte", async () => {
  const options = { variable: "${v}", condition: ">", value_type: "string", value_string: "10" };

  expect(await holds("condition_variable", options, { v: "9" })).toBe(true);
});

test("condition_variable: a bare name stands for its variable", async () => {
  const options = { variable: "pin", condition: "==", value_type: "string", value_string: "4711" };

  expect(await holds("condition_variable", options, { pin: "4711" })).toBe(true);
});

test("condition_variable: what a variable holds is never taken for a name", async () => {
  const options = { variable: "${said}", condition: "==", value_type: "string", value_string: "${pin}" };

  expect(await holds("condition_variable", options, { said: "pin", pin: "4711" })).toBe(false);
});

test.each(["month", "day", "hour", "minute"])("condition_datetime: a negative %s is any", async (part) => {
  expect(await holds("condition_datetime", { condition: "==", [part]: -1 })).toBe(true);
});

test.each([
  ["month", 13],
  ["day", 32],
  ["hour", 24],
  ["minute", 60],
])("condition_datetime: it is never %s %d", async (part, value) => {
  expect(await holds("condition_datetime", { condition: "==", [part]: value })).toBe(false);
  expect(await holds("condition_datetime", { condition: "!=", [part]: value })).toBe(true);
});

test("condition_datetime: now stands on the left of the operator", async () => {
  const hour = new Date(NOW).getUTCHours();

  expect(await holds("condition_datetime", { condition: ">", hour: hour - 1 })).toBe(true);
  expect(await holds("condition_datetime", { condition: ">", hour: hour + 1 })).toBe(false);
});
