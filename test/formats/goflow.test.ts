import { readExport, readGoflow, writeGoflow } from "../../runtime/formats/goflow/index.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Program } from "../../runtime/program.js";
import { difference, sharedFile, testSamples, type Sample } from "./data.js";
import { goflowFlows } from "./samples.js";
import { anyDocumentedStep, countingIds } from "./steps.js";

const options = { ids: countingIds(), step: anyDocumentedStep };

/** Made-up UUIDs that can be told apart. */
const uuid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

const ask = {
  uuid: uuid("1"),
  actions: [
    { uuid: uuid("2"), type: "send_msg", text: "How old are you?" },
    { uuid: uuid("3"), type: "set_run_result", name: "Asked", value: "yes" },
  ],
  router: {
    type: "switch",
    wait: { type: "msg" },
    operand: "@input.text",
    cases: [{ uuid: uuid("4"), type: "has_number", arguments: [], category_uuid: uuid("5") }],
    categories: [
      { uuid: uuid("5"), name: "Number", exit_uuid: uuid("7") },
      { uuid: uuid("6"), name: "Other", exit_uuid: uuid("8") },
    ],
    default_category_uuid: uuid("6"),
  },
  exits: [
    { uuid: uuid("7"), destination_uuid: uuid("9") },
    { uuid: uuid("8"), destination_uuid: uuid("1") },
  ],
};
const thank = {
  uuid: uuid("9"),
  actions: [{ uuid: uuid("a"), type: "send_msg", text: "Thank you." }],
  exits: [{ uuid: uuid("b") }],
};
const survey = {
  uuid: uuid("f"),
  name: "Survey",
  spec_version: "13.1.0",
  language: "eng",
  type: "messaging",
  expire_after_minutes: 30,
  localization: {},
  nodes: [ask, thank],
};

function programOf(document: unknown): Program {
  const read = readGoflow(document, options);
  if (!("program" in read)) throw new Error(JSON.stringify(read.problems));
  return read.program;
}

function problemsOf(document: unknown): readonly string[] {
  const read = readGoflow(document, options);
  return "problems" in read ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

function written(program: Program): JsonObject {
  const result = writeGoflow(program, options);
  if (!("document" in result)) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

function problemsWriting(program: Program): readonly string[] {
  const result = writeGoflow(program, options);
  return "problems" in result ? result.problems.map(({ path, field, message }) => `${path}: ${field}: ${message}`) : [];
}

testSamples("a flow of the corpus is written as it was read", goflowFlows(), ({ document }) =>
  difference(written(programOf(document)), document),
);

interface BrokenFlow {
  readonly file: string;
  readonly flow: string;
  readonly err: string;
}

const broken = JSON.parse(sharedFile("corpus/goflow/from-go/flows/broken_flows.json") ?? '{"cases":[]}') as {
  cases: BrokenFlow[];
};

testSamples(
  "a broken flow is refused with GoFlow's words",
  broken.cases.map((document): Sample => ({ name: document.file, document })),
  ({ document }) => {
    const { file, flow, err } = document as BrokenFlow;
    const read = readExport(JSON.parse(sharedFile(`corpus/goflow/${file}`) ?? "null"), options);
    const result = "flows" in read ? read.flows.find(({ id }) => id === flow)?.read() : undefined;
    const message = result && "problems" in result ? result.problems[0]?.message : undefined;
    return message === err ? undefined : { message, err };
  },
);

describe("reading", () => {
  test("a node is a block of its actions and its router", () => {
    const { start, nodes } = programOf(survey);
    expect(start).toEqual([uuid("2")]);
    expect(Object.values(nodes)).toEqual([
      {
        id: uuid("2"),
        step: "contact-send_msg",
        options: { text: "How old are you?" },
        exits: { next: [uuid("3")] },
        block: uuid("1"),
      },
      {
        id: uuid("3"),
        step: "contact-set_run_result",
        options: { name: "Asked", value: "yes" },
        exits: { next: [`${uuid("1")}:router`] },
        block: uuid("1"),
      },
      {
        id: `${uuid("1")}:router`,
        step: "contact-switch",
        options: { ...ask.router, type: undefined },
        exits: { [uuid("5")]: [uuid("a")], [uuid("6")]: [uuid("2")] },
        block: uuid("1"),
        exitIds: { [uuid("5")]: uuid("7"), [uuid("6")]: uuid("8") },
      },
      {
        id: uuid("a"),
        step: "contact-send_msg",
        options: { text: "Thank you." },
        exits: {},
        block: uuid("9"),
        exitIds: { next: uuid("b") },
      },
    ]);
  });

  test("a node with neither actions nor router is a step too", () => {
    const { start, nodes } = programOf({
      ...survey,
      nodes: [{ uuid: uuid("1"), exits: [{ uuid: uuid("2"), destination_uuid: uuid("1") }] }],
    });
    expect(start).toEqual([`${uuid("1")}:node`]);
    expect(nodes[`${uuid("1")}:node`]).toMatchObject({ step: "contact-node", options: {}, exits: { next: start } });
  });

  test("what the flow says of itself is kept", () => {
    expect(programOf(survey)).toMatchObject({
      id: uuid("f"),
      name: "Survey",
      type: "messaging",
      language: "eng",
      expireAfterMinutes: 30,
    });
  });

  test("flows of another version are refused", () => {
    expect(problemsOf({ ...survey, spec_version: "11.12" })).toEqual([
      "flow 'Survey': is of spec version 11.12; flows of version 13 can be read, export it anew as such",
    ]);
  });

  test("each problem names its place", () => {
    const nodes = [
      { ...ask, actions: [{ uuid: "x", type: "send_msg", text: "a" }, { type: "dance" }] },
      { uuid: uuid("3") },
    ];
    expect(problemsOf({ ...survey, nodes })).toEqual([
      `flow 'Survey' / node ${uuid("1")} / action 1 (send_msg): unable to read action: field 'uuid' must be a valid UUID4`,
      expect.stringContaining(`flow 'Survey' / node ${uuid("1")} / action 2 (dance): there is no action type 'dance'`),
      `flow 'Survey' / node ${uuid("3")}: unable to read node: field 'exits' must have a minimum of 1 items`,
    ]);
  });

  test("a test that there is not is named", () => {
    const router = { ...ask.router, cases: [{ uuid: uuid("4"), type: "has_icecream", category_uuid: uuid("5") }] };
    expect(problemsOf({ ...survey, nodes: [{ ...ask, router }, thank] })).toEqual([
      `flow 'Survey' / node ${uuid("1")} / router: invalid node[uuid=${uuid("1")}]: invalid router: case test has_icecream is not a registered test function`,
    ]);
  });

  test("actions and exits share the nodes' space of ids", () => {
    expect(problemsOf({ ...survey, nodes: [ask, { ...thank, exits: [{ uuid: uuid("2") }] }] })).toEqual([
      `flow 'Survey' / node ${uuid("9")}: exit UUID ${uuid("2")} isn't unique`,
    ]);
  });

  test("an export gives each flow, and the rest as assets", () => {
    const read = readExport({ flows: [survey, { name: "Broken" }], channels: [] }, options);
    expect("flows" in read && read.assets).toEqual({ channels: [] });
    expect("flows" in read && read.flows.map((flow) => [flow.name, "program" in flow.read()])).toEqual([
      ["Survey", true],
      ["Broken", false],
    ]);
  });
});

describe("writing", () => {
  const drawn: Program = {
    id: "5d2f1c0a9b8e7d6c",
    name: "Drawn",
    type: "any",
    start: ["n1"],
    nodes: {
      n2: { id: "n2", step: "contact-send_msg", options: { text: "Bye" }, exits: {} },
      n1: { id: "n1", step: "contact-send_msg", options: { text: "Hi" }, exits: { next: ["n2"] } },
    },
  };

  test("a flow drawn in the editor gets UUIDs, always the same, and can be read again", () => {
    const document = written(drawn);
    expect(written(drawn)).toEqual(document);
    const { nodes, start, type } = programOf(document);
    expect(type).toBe("messaging");
    expect(nodes[start[0] ?? ""]).toMatchObject({ step: "contact-send_msg", options: { text: "Hi" } });
    expect(Object.values(nodes).map((node) => node.options.text)).toEqual(["Hi", "Bye"]);
  });

  test("a category added in the editor gets an exit", () => {
    const program = programOf(survey);
    const router = program.nodes[`${uuid("1")}:router`];
    if (!router) throw new Error("the survey has a router");
    const categories = [...ask.router.categories, { uuid: uuid("c"), name: "More" }];
    const changed = {
      ...router,
      options: { ...router.options, categories },
      exits: { ...router.exits, [uuid("c")]: [uuid("a")] },
    };
    const document = written({ ...program, nodes: { ...program.nodes, [router.id]: changed } });
    expect(document).toMatchObject({ nodes: [{ exits: [{}, {}, { destination_uuid: uuid("9") }] }, {}] });
    expect(problemsOf(document)).toEqual([]);
  });

  test("a step that was copied in the editor gets exits of its own", () => {
    const program = programOf(survey);
    const router = program.nodes[`${uuid("1")}:router`];
    if (!router) throw new Error("the survey has a router");
    const copy = { ...router, id: "copy" } as { -readonly [Key in keyof typeof router]: (typeof router)[Key] };
    delete copy.block;
    const document = written({ ...program, nodes: { ...program.nodes, copy } });
    expect(problemsOf(document)).toEqual([]);
  });

  test("what GoFlow cannot say is a problem", () => {
    const program = programOf(survey);
    const into = { id: uuid("d"), step: "contact-send_msg", options: {}, exits: { next: [uuid("3")] } };
    expect(problemsWriting({ ...program, nodes: { ...program.nodes, [into.id]: into } })).toEqual([
      expect.stringContaining("exits/next: leads into the middle of a block"),
    ]);
    const call = { id: "c", step: "call-talk", options: { text: "Hi" }, exits: { next: ["n1", "n2"] } };
    expect(problemsWriting({ ...drawn, nodes: { ...drawn.nodes, c: call } })).toEqual([
      expect.stringContaining("node 'c' (call-talk): : GoFlow has no such action"),
      expect.stringContaining("exits/next: leads to several steps at once; this format has no forks"),
    ]);
  });

  test("what starts the flow in the editor is left out", () => {
    const entry = { id: "e", step: "entry-message_in", options: {}, exits: { next: ["n1"] } };
    expect(written({ ...drawn, nodes: { e: entry, ...drawn.nodes } })).toEqual(written(drawn));
  });
});
