import Type from "typebox";
import { defineStep, type AnyStep } from "../../runtime/step.js";
import { findStep } from "../../runtime/steps.js";
import { flowProblems, validateOptions } from "../../runtime/validation/options.js";

const step = (id: string): AnyStep => {
  const found = findStep(id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
};
const talk = step("call-talk");

const survey = defineStep({
  family: "contact",
  type: "survey",
  summary: "Asks.",
  options: Type.Object({
    cases: Type.Array(Type.Object({ type: Type.String({ title: "Test", minLength: 1 }) }), {
      title: "Cases",
      minItems: 1,
    }),
    mail: Type.Optional(Type.String({ title: "Mail", format: "email" })),
  }),
  exits: ["next"],
  requires: { flowTypes: ["messaging"] },
  check: ({ cases }) =>
    cases.flatMap(({ type }, index) =>
      type === "no" ? [{ field: `cases/${index}/type`, message: "is no test" }] : [],
    ),
  enter: (step) => step.exit("next"),
});

const messages = (...args: Parameters<typeof validateOptions>) =>
  validateOptions(...args).map((problem) => problem.message);

describe("validateOptions", () => {
  test("finds nothing wrong with options that fit", () => {
    expect(validateOptions(talk, { text: "hello", gender: "female" })).toEqual([]);
  });

  test.each(["call-sleep", "call-echo", "call-stream_echo", "call-digits_receive"])(
    "takes a negative duration of %s for none, as VoIPBIN does",
    (id) => {
      expect(validateOptions(step(id), { duration: -1 })).toEqual([]);
    },
  );

  test("names the field by title and path, and says what is there instead", () => {
    expect(validateOptions(talk, { text: 5 })).toEqual([
      { field: "text", message: "Text (options/text): must be text, is a number" },
    ]);
  });

  test("says that a field is missing", () => {
    expect(messages(talk, {})).toEqual(["Text (options/text): is missing"]);
  });

  test("a choice of a call step may be given by a variable", () => {
    expect(validateOptions(step("call-hangup"), { reason: "${why}" })).toEqual([]);
  });

  test("lists what a choice may be", () => {
    expect(messages(step("call-hangup"), { reason: "bored" })).toEqual([
      "Reason (options/reason): must be one of empty, normal, failed, busy, cancel, timeout, noanswer, dialout, amd, is 'bored'",
    ]);
  });

  test("says which bound a number is out of", () => {
    expect(messages(step("call-digits_send"), { digits: "1", interval: -1, duration: 150.5 })).toEqual([
      "Pause between keys (options/interval): must be at least 0, is -1",
      "Length of a tone (options/duration): must be a whole number, is a number",
    ]);
  });

  test("counts the entries of a list from one", () => {
    expect(messages(survey, { cases: [{ type: "has_text" }, { type: "" }] })).toEqual([
      "Cases 2, Test (options/cases/1/type): must not be empty",
    ]);
  });

  test("asks the step's own check once the schema is content", () => {
    expect(validateOptions(survey, { cases: [{ type: "no" }] })).toEqual([
      { field: "cases/0/type", message: "Cases 1, Test (options/cases/0/type): is no test" },
    ]);
    expect(messages(survey, { cases: [] })).toEqual(["Cases (options/cases): must have at least 1 entry, has 0"]);
  });

  test("has ajv's words for what has none of our own", () => {
    expect(messages(survey, { cases: [{ type: "t" }], mail: "nobody" })).toEqual([
      'Mail (options/mail): must match format "email"',
    ]);
  });
});

describe("flowProblems", () => {
  const find = (id: string) => (id === "contact-survey" ? survey : undefined);
  const options = { cases: [{ type: "has_text" }] };

  test("names flow, node and field", () => {
    const problems = flowProblems(
      {
        name: "Survey",
        type: "messaging",
        nodes: [{ id: "n1", name: "Ask age", step: "contact-survey", options: { cases: 1 } }],
      },
      find,
    );
    expect(problems).toEqual([
      {
        node: "n1",
        field: "cases",
        reason: "Cases (options/cases): must be a list, is a number",
        message: "flow 'Survey', node 'Ask age' (contact-survey), Cases (options/cases): must be a list, is a number",
      },
    ]);
  });

  test("refuses a step that the flow's type may not hold", () => {
    const [problem] = flowProblems(
      { name: "Call", type: "voice", nodes: [{ id: "n1", step: "contact-survey", options }] },
      find,
    );
    expect(problem?.message).toBe(
      "flow 'Call', node n1 (contact-survey): a flow of type voice may not hold contact-survey; messaging may",
    );
  });

  test("lets a flow of type any hold every step", () => {
    expect(
      flowProblems({ name: "Mix", type: "any", nodes: [{ id: "n1", step: "contact-survey", options }] }, find),
    ).toEqual([]);
  });

  test("says that there is no such step", () => {
    const [problem] = flowProblems(
      { name: "Call", type: "voice", nodes: [{ id: "n1", step: "call-dance", options: {} }] },
      find,
    );
    expect(problem?.message).toBe("flow 'Call', node n1 (call-dance): there is no step 'call-dance'");
  });
});
