import { formats } from "../../runtime/formats/index.js";
import { programToTab, readTab, writeTab, type TabNode } from "../../runtime/formats/node-red/index.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Program } from "../../runtime/program.js";
import { difference, testSamples, type Sample } from "./data.js";
import { overlaps } from "./overlaps.js";
import { definitions, goflowFlows, metaflowsDocuments, voipbinFlows } from "./samples.js";
import { anyDocumentedStep, countingIds } from "./steps.js";

const options = { ids: countingIds(), step: anyDocumentedStep };
const tabOptions = { tabId: "t", step: anyDocumentedStep };

/** The Programs of all documents there are. */
function programs(format: keyof typeof formats, samples: readonly Sample[]): readonly Sample[] {
  return samples.flatMap(({ name, document }) => {
    const read = formats[format].read(document, options);
    return "program" in read ? [{ name, document: read.program }] : [];
  });
}

const all = () => [
  ...programs("goflow", goflowFlows()),
  ...programs("voipbin", voipbinFlows()),
  ...programs("8x8", definitions()),
  ...programs("metaflows", metaflowsDocuments()),
];

testSamples("a tab that is made from a document's flow says the same flow", all(), ({ document }) => {
  const program = document as Program;
  const read = readTab(programToTab(program, tabOptions), options);
  return "program" in read ? difference(read.program, program) : read.problems;
});

testSamples("on the tab of a document's flow nothing lies over another thing", all(), ({ document }) => {
  const found = overlaps(programToTab(document as Program, tabOptions));
  return found.length > 0 ? found : undefined;
});

/** Nodes as a person draws them. */
const flowNode = {
  id: "f",
  type: "entry-flow",
  z: "t",
  name: "",
  options: { uuid: "u", name: "Menu" },
  wires: [["a"]],
  x: 1,
  y: 1,
};
const talk = (id: string, more: object = {}) => ({
  id,
  type: "call-talk",
  z: "t",
  options: { text: id },
  wires: [[]],
  x: 1,
  y: 1,
  ...more,
});

function programOf(...nodes: readonly object[]): Program {
  const read = readTab(nodes, options);
  if (!("program" in read)) throw new Error(JSON.stringify(read.problems));
  return read.program;
}

function problemsOf(...nodes: readonly object[]): readonly string[] {
  const read = readTab(nodes, options);
  return "problems" in read ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

describe("reading a tab", () => {
  test("ports are exits in their order, and the flow node says where to start", () => {
    const branch = {
      ...talk("a"),
      type: "call-branch",
      options: { target_ids: { "1": "", "2": "" } },
      wires: [["b"], [], ["b", "c"]],
    };
    const program = programOf(flowNode, branch, talk("b"), talk("c"));
    expect(program).toMatchObject({ id: "u", name: "Menu", type: "any", start: ["a"] });
    expect(program.nodes.a?.exits).toEqual({ "=1": ["b"], default: ["b", "c"] });
  });

  test("junctions and links are followed, debug and comments are looked through", () => {
    const program = programOf(
      { ...flowNode, wires: [["j"]] },
      { id: "j", type: "junction", wires: [["out", "d"]], x: 1, y: 1 },
      { id: "out", type: "link out", mode: "link", links: ["in"], x: 1, y: 1, wires: [] },
      { id: "in", type: "link in", links: ["out"], wires: [["j", "b"]], x: 1, y: 1 },
      { id: "d", type: "debug", wires: [], x: 1, y: 1 },
      { id: "n", type: "comment", wires: [], x: 1, y: 1 },
      talk("b"),
    );
    expect(program.start).toEqual(["b"]);
    expect(Object.keys(program.nodes)).toEqual(["b"]);
  });

  test("a tab without a flow node is called by its own name, if something in it starts it", () => {
    const entry = { id: "e", type: "entry-call_in", options: {}, wires: [["a"]], x: 1, y: 1 };
    const step = (id: string) => {
      const found = anyDocumentedStep(id);
      return id.startsWith("entry-") && found ? { ...found, entry: true } : found;
    };
    const read = readTab([{ id: "t", type: "tab", label: "Hotline" }, entry, talk("a")], { ...options, step });
    expect("program" in read && read.program).toMatchObject({
      id: "t",
      name: "Hotline",
      start: [],
      nodes: { e: { exits: { next: ["a"] } } },
    });
    expect(problemsOf(talk("a"))).toEqual(["flow '': has no node that starts it; add a flow node"]);
  });

  test("core nodes and links to other tabs are for the wires host", () => {
    expect(problemsOf(flowNode, { id: "x", type: "function", name: "Sum", wires: [[]], x: 1, y: 1 })).toEqual([
      "flow 'Menu' / node 'Sum' (function): only the wires host can run a flow with core nodes: node 'Sum' (function)",
    ]);
    const out = { id: "out", type: "link out", mode: "link", links: ["elsewhere"], x: 1, y: 1, wires: [] };
    expect(problemsOf({ ...flowNode, wires: [["out"]] }, out)).toEqual([
      "flow 'Menu' / node 'out' (link out): leads out of the tab; only the wires host can follow it",
    ]);
  });

  test("disabled nodes and config nodes are no part of the flow", () => {
    const program = programOf({ ...flowNode, wires: [["a", "b"]] }, talk("a", { d: true }), talk("b"), {
      id: "c",
      type: "mqtt-broker",
    });
    expect(program.start).toEqual(["b"]);
  });

  test("a copied step gets an id of its own", () => {
    const program = programOf(flowNode, talk("a", { sid: "s1", block: "b1" }), talk("a2", { sid: "s1", block: "b1" }));
    expect(Object.values(program.nodes).map(({ id, block }) => [id, block])).toEqual([
      ["s1", "b1"],
      ["a2", undefined],
    ]);
  });

  test("references to config nodes are options", () => {
    expect(programOf(flowNode, talk("a", { ref_channel: "c1", ref_voice: "" })).nodes.a?.options).toEqual({
      text: "a",
      channel: "c1",
    });
  });
});

test("an exit that leads out of the flow keeps its target on a tab", () => {
  const read = programOf({ ...flowNode, wires: [["a"]] }, talk("a", { outward: { next: "elsewhere" } }));
  expect(read.nodes.a?.outward).toEqual({ next: "elsewhere" });
  const drawn = programToTab(read, tabOptions).find(({ sid }) => sid === "a");
  expect(drawn?.outward).toEqual({ next: "elsewhere" });
});

describe("blocks on a tab", () => {
  const inGroup = { g: "g", block: "b" };

  function blocksOf(...nodes: readonly object[]): Record<string, string | undefined> {
    return Object.fromEntries(Object.values(programOf(flowNode, ...nodes).nodes).map(({ id, block }) => [id, block]));
  }

  test("a step put into a block's group belongs to it, one moved out no more", () => {
    expect(
      blocksOf(talk("a", inGroup), talk("b", inGroup), talk("new", { g: "g" }), talk("out", { block: "b" })),
    ).toEqual({
      a: "b",
      b: "b",
      new: "b",
      out: undefined,
    });
  });

  test("a group that only keeps things together makes no block", () => {
    expect(blocksOf(talk("a", { g: "g" }), talk("b", { g: "g" }))).toEqual({ a: undefined, b: undefined });
    expect(blocksOf(talk("a", { g: "g", block: "1" }), talk("b", { g: "g", block: "2" }))).toEqual({ a: "1", b: "2" });
  });

  test("a copied group is a block of its own", () => {
    const copy = { g: "g2", block: "b" };
    const blocks = blocksOf(talk("a", inGroup), talk("b", inGroup), talk("c", copy), talk("d", copy));
    expect(blocks.c).toBe(blocks.d);
    expect(blocks.c).not.toBe(blocks.a);
  });

  test("an exit that leads out of a block gets an id, one that leads on in it has none", () => {
    const program = programOf(
      flowNode,
      talk("a", { ...inGroup, exitIds: { next: "e1" }, wires: [["b"]] }),
      talk("b", { ...inGroup, wires: [["c"]] }),
      talk("c"),
    );
    expect(program.nodes.a?.exitIds).toBeUndefined();
    expect(program.nodes.b?.exitIds).toEqual({ next: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  });
});

describe("drawing a tab", () => {
  const program = programOf(
    { ...flowNode, wires: [["a", "b"]] },
    talk("a", { g: "g", block: "k", wires: [["b"]], name: "A rather long name for a step" }),
    talk("b", { g: "g", block: "k", wires: [["c"]] }),
    talk("c", { wires: [["a"]] }),
  );

  function drawn(name: string): TabNode {
    const node = programToTab(program, tabOptions).find((each) => each.sid === name || each.type === name);
    if (!node) throw new Error(`there is no ${name}`);
    return node;
  }

  test("the flow node comes first, blocks are groups, ids are always the same", () => {
    const nodes = programToTab(program, tabOptions);
    expect(nodes.map((node) => node.type)).toEqual(["entry-flow", "group", "call-talk", "call-talk", "call-talk"]);
    expect(nodes.every(({ id, z }) => /^[0-9a-f]{16}$/.test(id) && z === "t")).toBe(true);
    expect(programToTab(program, tabOptions)).toEqual(nodes);
    expect(drawn("group")).toMatchObject({ block: "k", nodes: [drawn("a").id, drawn("b").id] });
  });

  test("the flow runs from left to right", () => {
    const places = ["entry-flow", "a", "b", "c"].map((name) => drawn(name).x as number);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("a long flow goes on in a new line, and stays on the canvas", () => {
    const ids = Array.from({ length: 300 }, (_, index) => `s${index}`);
    const chain = ids.map((id, index) => talk(id, { wires: [ids.slice(index + 1, index + 2)] }));
    const nodes = programToTab(programOf({ ...flowNode, wires: [["s0"]] }, ...chain), tabOptions);
    expect(Math.max(...nodes.map((node) => node.x as number))).toBeLessThan(8000);
    expect(Math.max(...nodes.map((node) => node.y as number))).toBeLessThan(8000);
    expect(overlaps(nodes)).toEqual([]);
  });

  test("a whole tab carries the flow's name", () => {
    const written = writeTab(program, options);
    const [tab, ...nodes] = "document" in written ? (written.document as (TabNode & JsonObject)[]) : [];
    expect(tab).toMatchObject({ type: "tab", label: "Menu" });
    expect(nodes.every((node) => node.z === tab?.id)).toBe(true);
  });
});
