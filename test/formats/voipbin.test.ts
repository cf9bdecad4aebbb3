import { readVoipbin, writeVoipbin } from "../../runtime/formats/voipbin/index.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Program } from "../../runtime/program.js";
import { difference, testSamples } from "./data.js";
import { voipbinFlows } from "./samples.js";
import { anyDocumentedStep, countingIds } from "./steps.js";

const options = { ids: countingIds(), step: anyDocumentedStep };

function programOf(actions: readonly object[]): Program {
  const read = readVoipbin({ id: "f", name: "Menu", actions }, options);
  if (!("program" in read)) throw new Error(JSON.stringify(read.problems));
  return read.program;
}

function problemsOf(document: unknown): readonly string[] {
  const read = readVoipbin(document, { ids: countingIds() });
  return "problems" in read ? read.problems.map(({ path, field, message }) => `${path}: ${field}: ${message}`) : [];
}

function actionsOf(program: Program): unknown {
  const written = writeVoipbin(program);
  return "document" in written ? written.document.actions : written.problems;
}

testSamples("a flow of the scenarios is written as it was read", voipbinFlows(), ({ document, name }) => {
  const read = readVoipbin(document, options);
  if (name.includes("unknown_action_type")) return "problems" in read ? undefined : "was not refused";
  if (!("program" in read)) return read.problems;
  const written = writeVoipbin(read.program, options);
  return "document" in written ? difference(written.document, document) : written.problems;
});

describe("reading", () => {
  test("an action leads to the next in the list, unless next_id says otherwise", () => {
    const { start, nodes } = programOf([
      { id: "a", type: "answer", next_id: "c" },
      { id: "b", type: "answer", next_id: "gone" },
      { id: "c", type: "answer", next_id: "00000000-0000-0000-0000-000000000000" },
      { id: "d", type: "answer" },
    ]);
    expect(start).toEqual(["a"]);
    expect(Object.values(nodes).map((node) => node.exits)).toEqual([{ next: ["c"] }, {}, { next: ["d"] }, {}]);
  });

  test("a next_id that this flow does not have leads out of it", () => {
    const { nodes } = programOf([
      { id: "a", type: "answer", next_id: "elsewhere" },
      { id: "b", type: "stop", next_id: "elsewhere" },
    ]);
    expect(nodes.a).toMatchObject({ exits: {}, outward: { next: "elsewhere" } });
    expect(nodes.b).not.toHaveProperty("outward");
  });

  test("an option that is null is none", () => {
    const { nodes } = programOf([{ id: "a", type: "condition_datetime", option: { condition: "==", weekdays: null } }]);
    expect(nodes.a?.options).toEqual({ condition: "==" });
  });

  test("targets in this flow are wires; those in another stay in the options", () => {
    const { nodes } = programOf([
      { id: "a", type: "branch", option: { target_ids: { "1": "b", "2": "elsewhere" }, default_target_id: "a" } },
      { id: "b", type: "goto", option: { target_id: "00000000-0000-0000-0000-000000000001", loop_count: 2 } },
    ]);
    expect(nodes.a?.exits).toEqual({ "=1": ["b"], default: ["a"] });
    expect(nodes.a?.options).toEqual({ target_ids: { "1": "b", "2": "elsewhere" }, default_target_id: "a" });
    expect(nodes.b?.exits).toEqual({ target: ["a"] });
  });

  test("positions of the early form are converted to ids", () => {
    const { nodes } = programOf([
      { id: "a", type: "branch", option: { target_indexes: { "1": 1 }, default_index: 0 } },
      { id: "b", type: "goto", option: { target_index: 0, loop_count: 1 } },
    ]);
    expect(nodes.a?.options).toEqual({ target_ids: { "1": "b" }, default_target_id: "a" });
    expect(nodes.b?.exits).toEqual({ target: ["a"] });
  });

  test("actions without an id get one, and a bare list of actions is a flow", () => {
    const read = readVoipbin(
      [{ type: "answer" }, { type: "hangup", id: "00000000-0000-0000-0000-000000000000" }],
      options,
    );
    const nodes = "program" in read ? Object.values(read.program.nodes) : [];
    expect(nodes.map((node) => node.step)).toEqual(["call-answer", "call-hangup"]);
    expect(new Set(nodes.map((node) => node.id)).size).toBe(2);
  });

  test("ids that are names of object parts are ids like any other", () => {
    const document = JSON.parse(
      '{"id":"f","actions":[{"id":"__proto__","type":"answer"},{"id":"1","type":"hangup"}]}',
    ) as JsonObject;
    const read = readVoipbin(document, options);
    expect("program" in read && Object.keys(read.program.nodes)).toEqual(["1", "__proto__"]);
    expect("program" in read && actionsOf(read.program)).toEqual(document.actions);
  });

  test("what is wrong is named with its place", () => {
    expect(
      problemsOf({ name: "Menu", actions: [{ id: "a", type: "dance" }, { id: "a", type: "answer", option: 1 }, 7] }),
    ).toEqual([
      "flow 'Menu' / action 2 (answer): option: must be an object",
      "flow 'Menu' / action 2 (answer): id: 'a' is the id of another action too",
      "flow 'Menu' / action 3: : must be an object with `type`",
      expect.stringContaining(
        "flow 'Menu' / action 1 (dance): type: there is no action type 'dance'; there are: agent_call,",
      ),
    ]);
    expect(problemsOf({ name: "Menu", actions: [{ id: "a", type: "goto", option: { target_index: 4 } }] })).toEqual([
      "flow 'Menu' / action 1 (goto): option/target_index: there is no action at position 4; they count from 0 to 0",
    ]);
    expect(problemsOf({ name: "Menu" })).toEqual(["flow 'Menu': actions: must be a list of actions"]);
    expect(problemsOf({ name: "Menu", actions: [{ tpye: "answer" }] })).toEqual([
      expect.stringContaining("flow 'Menu' / action 1: type: is missing; there are: agent_call,"),
    ]);
    expect(problemsOf("x")).toEqual(["flow: : must be an object with `actions`, or a list of actions"]);
  });

  test("the flow to run on completion is found", () => {
    const read = readVoipbin({ actions: [], on_complete_flow_id: "f2" }, options);
    expect("program" in read && read.program.onComplete).toBe("f2");
  });
});

describe("writing", () => {
  const actions = [
    { id: "a", type: "branch", option: { target_ids: { "1": "b" } } },
    { id: "b", type: "goto", option: { target_id: "a", loop_count: 1 } },
    { id: "c", type: "hangup" },
  ];

  function rewired(id: string, exits: Program["nodes"][string]["exits"]): Program {
    const program = programOf(actions);
    const node = program.nodes[id];
    return { ...program, nodes: { ...program.nodes, ...(node && { [id]: { ...node, exits } }) } };
  }

  test("a wire that was moved is a target, one that was cut is none", () => {
    expect(actionsOf(rewired("a", { "=1": ["c"] }))).toMatchObject([{ option: { target_ids: { "1": "c" } } }, {}, {}]);
    expect(actionsOf(rewired("b", { next: ["c"] }))).toMatchObject([{}, { option: { loop_count: 1 } }, {}]);
    expect(actionsOf(rewired("b", { next: ["c"] }))).not.toHaveProperty("1.option.target_id");
  });

  test("next_id is written only where the flow leaves the order of the list", () => {
    expect(actionsOf(rewired("b", { target: ["a"], next: ["a"] }))).toMatchObject([{}, { next_id: "a" }, {}]);
    expect(actionsOf(rewired("b", { target: ["a"] }))).toMatchObject([
      {},
      { next_id: "00000000-0000-0000-0000-000000000002" },
      {},
    ]);
    expect(actionsOf(programOf(actions))).toEqual(actions);
  });

  test("an exit that leads out of the flow is written as it is, also without what the document said", () => {
    const { source, ...program } = programOf([
      { id: "a", type: "answer", next_id: "elsewhere" },
      { id: "b", type: "answer" },
    ]);
    expect(source).toBeDefined();
    expect(actionsOf(program)).toMatchObject([{ next_id: "elsewhere" }, {}]);
  });

  test("what VoIPBIN cannot say is a problem", () => {
    const program = rewired("b", { target: ["a", "c"], next: ["c"] });
    expect(actionsOf(program)).toEqual([
      {
        path: "flow 'Menu' / node 'b' (call-goto)",
        field: "exits/target",
        message: expect.stringContaining("no forks") as string,
      },
    ]);
    expect(
      actionsOf({
        ...program,
        nodes: { x: { id: "x", step: "contact-send_msg", options: {}, exits: {} } },
        start: ["x"],
      }),
    ).toEqual([
      { path: "flow 'Menu' / node 'x' (contact-send_msg)", field: "", message: "VoIPBIN has no such action" },
    ]);
  });
});
