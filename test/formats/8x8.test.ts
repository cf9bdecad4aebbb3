import { read8x8, stepsProgram, triggerOf, write8x8 } from "../../runtime/formats/8x8/index.js";
import type { Program } from "../../runtime/program.js";
import { findStep } from "../../runtime/steps.js";
import { difference, testSamples } from "./data.js";
import { definitions, postedDefinitions } from "./samples.js";
import { anyDocumentedStep, countingIds } from "./steps.js";

const options = { ids: countingIds(), step: anyDocumentedStep };

const wait = (id: string, more: object = {}) => ({ id, stepType: "Wait", inputs: { duration: "1" }, ...more });
const definition = (...steps: readonly object[]) => ({ trigger: "inbound_sms", definition: { name: "Reply", steps } });

function readingOf(document: unknown) {
  const read = read8x8(document, options);
  if (!("program" in read)) throw new Error(JSON.stringify(read.problems));
  return read;
}

function problemsOf(document: unknown): readonly string[] {
  const read = read8x8(document, options);
  return "problems" in read ? read.problems.map(({ path, field, message }) => `${path}: ${field}: ${message}`) : [];
}

function stepsOf(program: Program): unknown {
  const written = write8x8(program);
  return "document" in written
    ? (written.document as { definition: { steps: unknown } }).definition.steps
    : written.problems;
}

testSamples("a definition of the scenarios is written as it was read", definitions(), ({ document }) => {
  const written = write8x8(readingOf(document).program);
  return "document" in written ? difference(written.document, document) : written.problems;
});

/** Whether all step types of a document are there: what a step demands of its inputs, only the step can say. */
function isAvailable(document: unknown): boolean {
  return [...JSON.stringify(document).matchAll(/"stepType":"(\w+)"/g)].every(([, type]) =>
    findStep(`workflow-${type ?? ""}`),
  );
}

testSamples("a posted definition is accepted or refused as the scenarios say", postedDefinitions(), (sample) => {
  const { document, status } = sample as ReturnType<typeof postedDefinitions>[number];
  const accepted = "program" in read8x8(document, options);
  if (status === 400 && accepted && !isAvailable(document)) return undefined;
  return accepted === (status === 201) ? undefined : { status, problems: problemsOf(document) };
});

describe("reading", () => {
  test("steps lead to their next step, or to those of their conditions", () => {
    const conditions = { b: "{{data.x}}", c: null, ghost: "{{true}}" };
    const { program } = readingOf(
      definition(wait("a", { selectNextStep: conditions }), wait("b", { nextStepId: "a" }), wait("c")),
    );
    expect(program.start).toEqual(["a"]);
    expect(program.nodes.a).toEqual({
      id: "a",
      step: "workflow-Wait",
      options: { inputs: { duration: "1" }, selectNextStep: conditions },
      exits: { b: ["b"], c: ["c"] },
    });
    expect(program.nodes.b?.exits).toEqual({ next: ["a"] });
  });

  test("what is null or empty is absent, and types are known in any case", () => {
    const step = {
      stepType: "BRANCH",
      id: "a",
      do: [],
      nextStepId: null,
      inputs: {},
      outputs: null,
      selectNextStep: { b: "{{1}}" },
    };
    const { program } = readingOf(
      definition(step, wait("b", { inputs: { duration: "1", note: null }, nextStepId: "" })),
    );
    expect(program.nodes.a).toMatchObject({ step: "workflow-Branch", options: { selectNextStep: { b: "{{1}}" } } });
    expect(program.nodes.b?.options).toEqual({ inputs: { duration: "1" } });
    expect(stepsOf(program)).toMatchObject([
      { stepType: "Branch", do: [], nextStepId: null },
      { inputs: { note: null }, nextStepId: "" },
    ]);
  });

  test("a next step that does not exist ends the path, with a warning", () => {
    const { program, warnings } = readingOf(definition(wait("a", { nextStepId: "z", outputs: { x: "plain" } })));
    expect(program.nodes.a).toMatchObject({ exits: {}, options: { nextStepId: "z" } });
    expect(warnings.map(({ path, field }) => `${path}: ${field}`)).toEqual([
      "flow 'Reply' / step 'a' (Wait): outputs/x",
      "flow 'Reply' / step 'a' (Wait): nextStepId",
    ]);
    expect(stepsOf(program)).toMatchObject([{ nextStepId: "z" }]);
  });

  test("an output that is no text is ignored, with a warning, and is there again when the flow is written", () => {
    const outputs = { code: 0, body: {}, kept: "{{data.x}}" };
    const { program, warnings } = readingOf(definition(wait("a", { outputs }), wait("b", { outputs: { none: null } })));
    expect(program.nodes.a?.options.outputs).toEqual({ kept: "{{data.x}}" });
    expect(warnings.map(({ field }) => field)).toEqual(["outputs/code", "outputs/body", "outputs/none"]);
    expect(stepsOf(program)).toMatchObject([{ outputs }, { outputs: { none: null } }]);
  });

  test("steps may be called as they like", () => {
    const document = JSON.parse(
      JSON.stringify(definition(wait("b"), wait("1"))).replaceAll('"b"', '"__proto__"'),
    ) as unknown;
    expect(readingOf(document).program.start).toEqual(["__proto__"]);
    expect(
      difference(stepsOf(readingOf(document).program), (document as ReturnType<typeof definition>).definition.steps),
    ).toBeUndefined();
  });

  test("the trigger is found again", () => {
    expect(triggerOf(readingOf({ ...definition(wait("a")), subaccountId: "s", status: "enabled" }).program)).toEqual({
      trigger: "inbound_sms",
      status: "enabled",
      subAccountId: "s",
    });
    expect(triggerOf(readingOf(definition(wait("a"))).program)).toEqual({ trigger: "inbound_sms", status: "disabled" });
  });

  test("the lists of an If are checked, each with ids of its own, and can be run as flows", () => {
    const inner = [wait("a", { nextStepId: "b" }), wait("b", { nextStepId: "after" })];
    const choice = { id: "a", stepType: "If", inputs: { condition: "{{true}}" }, do: [inner], nextStepId: "after" };
    const { program, warnings } = readingOf(definition(choice, wait("after")));
    expect(warnings).toEqual([]);
    expect(program.nodes.a?.options.do).toEqual([inner]);
    expect(stepsProgram([inner], { id: "i", name: "inner" })).toMatchObject({
      start: ["a"],
      nodes: { a: { exits: { next: ["b"] } }, b: { exits: {}, options: { nextStepId: "after" } } },
    });
    expect(problemsOf(definition({ ...choice, do: [[wait("x"), wait("x")]] }))).toEqual([
      "flow 'Reply' / step 'a' (If): steps: Step id 'x' is used more than once; ids must be unique.",
    ]);
  });

  test("what is wrong is said in sentences, with its place", () => {
    expect(problemsOf({ trigger: "never", status: 1, subAccountId: 2, definition: {} })).toEqual([
      "flow '': definition/name: Workflow name is required.",
      "flow '': trigger: Workflow trigger is required, and must be one of inbound_sms, inbound_chat_apps, http_request.",
      "flow '': status: Workflow status must be one of enabled, disabled.",
      "flow '': subAccountId: subAccountId must be a text or null.",
      "flow '': definition/steps: Workflow steps are required, as a list.",
    ]);
    expect(problemsOf(definition(wait("a", { nextStepId: "b", selectNextStep: { b: null } })))).toEqual([
      "flow 'Reply' / step 'a': selectNextStep: nextStepId and selectNextStep exclude each other; leave one of them out.",
    ]);
    expect(problemsOf(definition(wait("a", { selectNextStep: { b: "{{data.x = 1}}" } })))).toEqual([
      expect.stringContaining("flow 'Reply' / step 'a': selectNextStep/b: The script {{data.x = 1}} is not valid"),
    ]);
  });
});

describe("writing", () => {
  const { program } = readingOf(
    definition(wait("a", { selectNextStep: { b: "{{1}}", c: null } }), wait("b"), wait("c")),
  );
  const rewired = (exits: Program["nodes"][string]["exits"], id = "a"): Program => {
    const node = program.nodes[id];
    return { ...program, nodes: { ...program.nodes, ...(node && { [id]: { ...node, exits } }) } };
  };

  test("a condition leads where its exit is wired to", () => {
    expect(stepsOf(rewired({ b: ["c"], c: ["b"] }))).toMatchObject([
      { selectNextStep: { c: "{{1}}", b: null } },
      {},
      {},
    ]);
    expect(stepsOf(rewired({ c: ["c"] }))).toMatchObject([{ selectNextStep: { b_ends: "{{1}}", c: null } }, {}, {}]);
  });

  test("a fork is two conditions that are true", () => {
    expect(stepsOf(rewired({ next: ["a", "c"] }, "b"))).toMatchObject([
      {},
      { selectNextStep: { a: "true", c: "true" } },
      {},
    ]);
    expect(stepsOf(rewired({ b: ["b", "c"], c: ["b"] }))).toEqual([
      expect.objectContaining({ message: "two conditions lead to step 'b'; join them with ||" }),
    ]);
  });

  test("steps of other systems are a problem", () => {
    const node = { id: "x", step: "call-talk", options: {}, exits: {} };
    expect(stepsOf({ ...program, nodes: { ...program.nodes, x: node } })).toEqual([
      { path: "flow 'Reply' / step 'x'", field: "stepType", message: "8x8 Automation has no step such as call-talk" },
    ]);
  });
});
