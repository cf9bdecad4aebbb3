import { join } from "node:path";
import { readScenarios } from "../../../runtime/testing/files.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import { runCase } from "../../../runtime/testing/result.js";
import { isWalkOf } from "../../../runtime/testing/workflow/paths.js";
import { matches } from "../../../runtime/testing/workflow/matchers.js";
import { runWorkflowScenario } from "../../../runtime/testing/workflow/run.js";
import type { WorkflowScenario } from "../../../runtime/testing/workflow/scenario.js";

const cases = readScenarios<WorkflowScenario>(join(__dirname, "cases"));

test.each(cases.map(({ name, document }) => [name, document]))("%s", async (name, scenario) => {
  const run = () => runWorkflowScenario(scenario, programTestHost);

  expect(await runCase({ name, run }, programTestHost)).toEqual({ case: name, ok: true });
});

test("a scenario whose expectation does not hold fails, and says why", async () => {
  const [first] = cases;
  const wrong = { ...first!.document, expected: { status: "Suspended" } };
  const run = () => runWorkflowScenario(wrong, programTestHost);

  expect(await runCase({ name: "wrong", run }, programTestHost)).toEqual({
    case: "wrong",
    ok: false,
    why: expect.stringContaining('status: expected "Suspended"') as string,
  });
});

test.each([
  [["a", [["b", "c"], ["d"]]], ["a", "b", "d", "c"], true],
  [["a", [["b", "c"], ["d"]]], ["a", "c", "b", "d"], false],
  [["a", [["b"], []]], ["a", "b"], true],
  [["a", [["b"], ["b", "c"]]], ["a", "b", "b", "c"], true],
  [["a"], ["a", "b"], false],
  [["a", "b"], ["a"], false],
])("paths %j are walked by %j: %j", (expected, started, is) => {
  expect(isWalkOf(expected, started)).toBe(is);
});

test.each([
  [{ a: { $absent: true } }, {}, true],
  [{ $exact: { a: 1 } }, { a: 1, b: 2 }, false],
  [{ $type: "string", $contains: "x" }, "axb", true],
  [{ $not: { a: 1 } }, { a: 1 }, false],
  [[{ a: 1 }], [{ a: 1, b: 2 }], true],
  [[1], [1, 2], false],
])("%j matches %j: %j", (expected, actual, is) => {
  expect(matches(expected as never, actual as never)).toBe(is);
});
