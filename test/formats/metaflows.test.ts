import {
  parseOrdered,
  readMetaflows,
  stringifyOrdered,
  writeMetaflows,
  writeMetaflowsText,
  type MetaflowsReadOptions,
} from "../../runtime/formats/metaflows/index.js";
import type { Program } from "../../runtime/program.js";
import { difference, testSamples } from "./data.js";
import { metaflowsDocuments } from "./samples.js";
import { anyDocumentedStep, countingIds } from "./steps.js";

const options: MetaflowsReadOptions = { ids: countingIds(), step: anyDocumentedStep };

function programOf(document: unknown, more: Partial<MetaflowsReadOptions> = {}): Program {
  const read = readMetaflows(document, { ...options, ...more });
  if (!("program" in read)) throw new Error(JSON.stringify(read.problems));
  return read.program;
}

function problemsOf(document: unknown): readonly string[] {
  const read = readMetaflows(document, options);
  return "problems" in read ? read.problems.map(({ path, field, message }) => `${path}: ${field}: ${message}`) : [];
}

function written(program: Program): unknown {
  const result = writeMetaflows(program);
  return "document" in result ? result.document : result.problems;
}

testSamples("a document of the scenarios is written as it was read", metaflowsDocuments(), ({ document }) =>
  difference(written(programOf(document, { unknown: "drop" })), document),
);

const document = {
  binding_digit: "*",
  numbers: {
    "5": { module: "play", data: { id: "beep" }, children: { _: { module: "hangup" }, x: { module: "say" } } },
  },
  patterns: { "^2(.+)$": { module: "transfer" } },
  binding_key: "kept",
};

describe("reading", () => {
  test("a listener leads to a module for each number and pattern, a module to its default child", () => {
    const { start, nodes } = programOf(document);
    expect(start).toEqual(["listener"]);
    expect(Object.values(nodes)).toEqual([
      {
        id: "listener",
        step: "metaflow-listen",
        options: { binding_digit: "*", numbers: ["5"], patterns: ["^2(.+)$"] },
        exits: { "numbers.5": ["numbers.5"], "patterns.^2(.+)$": ["patterns.^2(.+)$"] },
      },
      { id: "numbers.5", step: "metaflow-play", options: { id: "beep" }, exits: { next: ["numbers.5/_"] } },
      { id: "numbers.5/_", step: "metaflow-hangup", options: {}, exits: {} },
      { id: "patterns.^2(.+)$", step: "metaflow-transfer", options: {}, exits: {} },
    ]);
  });

  test("patterns keep their order, whatever they look like", () => {
    const text =
      '{"patterns":{"^1":{"module":"say"},"12":{"module":"say"}},"numbers":{"9":{"module":"say"},"1":{"module":"say"}}}';
    const program = programOf(parseOrdered(text));
    expect(program.nodes.listener?.options).toEqual({ patterns: ["^1", "12"], numbers: ["9", "1"] });
    expect(writeMetaflowsText(program)).toEqual({
      text: '{"numbers":{"9":{"module":"say"},"1":{"module":"say"}},"patterns":{"^1":{"module":"say"},"12":{"module":"say"}}}',
    });
  });

  test("what is wrong is named with its place", () => {
    expect(
      problemsOf({
        numbers: { "*5": { module: "say" }, "1": {}, "2": { module: "say", children: { _: { module: "sing" } } } },
        patterns: { "(": 1 },
      }),
    ).toEqual([
      "metaflows / numbers.1: module: is required",
      expect.stringContaining(
        "metaflows / numbers.2 / children _: type: there is no module 'sing'; there are: audio_level,",
      ),
      "metaflows: numbers.*5: a number may have digits only",
      "metaflows / patterns.(: : must be an object",
      expect.stringContaining("metaflows: patterns/0: "),
    ]);
    expect(problemsOf([])).toEqual(["metaflows: : must be an object"]);
    expect(problemsOf({ numbers: [] })).toEqual(["metaflows: numbers: must be an object"]);
  });

  test("at run time a pattern that is none is left out, and the others are tried", () => {
    const patterns = { "(": { module: "hangup" }, "^9$": { module: "hangup" } };
    const program = programOf({ patterns }, { unknown: "drop" });
    expect(program.nodes["listener"]).toMatchObject({
      options: { patterns: ["^9$"] },
      exits: { "patterns.^9$": ["patterns.^9$"] },
    });
  });

  test("at run time a module that nobody knows ends its chain, and is written back", () => {
    const unknown = {
      numbers: { "1": { module: "sing" }, "2": { module: "say", children: { _: { module: "sing" } } } },
    };
    const program = programOf(unknown, { unknown: "drop" });
    expect(Object.keys(program.nodes)).toEqual(["listener", "numbers.2"]);
    expect(program.nodes.listener?.exits).toEqual({ "numbers.2": ["numbers.2"] });
    expect(written(program)).toEqual(unknown);
  });
});

describe("writing", () => {
  test("everything that is not followed comes back too", () => {
    expect(written(programOf(document))).toEqual(document);
  });

  test("a number without a module and a loop of modules are problems", () => {
    const program = programOf(document);
    const play = { id: "numbers.5", step: "metaflow-play", options: {}, exits: { next: ["numbers.5"] } };
    const listener = { ...program.nodes.listener, exits: { "numbers.5": ["numbers.5"] } } as Program["nodes"][string];
    expect(written({ ...program, nodes: { listener, "numbers.5": play } })).toEqual([
      { path: "metaflows / numbers.5", field: "", message: "a module may not lead back to itself" },
      { path: "metaflows", field: "patterns.^2(.+)$", message: "runs no module" },
    ]);
  });

  test("only a listener can begin metaflows", () => {
    const node = { id: "a", step: "call-talk", options: {}, exits: {} };
    expect(written({ id: "p", name: "Hotline", type: "any", start: ["a"], nodes: { a: node } })).toEqual([
      expect.objectContaining({ path: "flow 'Hotline'", field: "start" }),
    ]);
  });
});

describe("JSON with its keys in order", () => {
  test.each([
    '{"b":1,"2":{"10":[],"1":null},"a":"x: \\"y\\": z"}',
    '[{"2":true,"1":-1.5e3},"{\\"3\\":1}",{}]',
    '{"__proto__":{"1":"\\\\"},"":2}',
  ])("%s", (text) => {
    expect(stringifyOrdered(parseOrdered(text)).replace("-1500", "-1.5e3")).toBe(text);
  });

  test("what is no JSON is refused", () => {
    expect(() => parseOrdered('{"a":}')).toThrow(SyntaxError);
  });
});
