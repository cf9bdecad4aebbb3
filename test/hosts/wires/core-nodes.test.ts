import { ask, fn, node, onTab, say, step, tab, type TabNode } from "../../support/tab.js";
import { TestNodeRed } from "../../support/node-red.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start({ holdLimit: 300 })));
afterAll(() => red.stop());
beforeEach(() => (red.sent.length = 0));
afterEach(() => expect(red.instance.wires.travelling).toBe(0));

async function run(nodes: readonly object[]): Promise<{ session: string; status: string }> {
  await red.deploy(nodes);
  const session = await red.start("f");
  return { session, status: (await red.session(session)).status };
}

describe("forks", () => {
  test("an exit wired to two steps makes two tokens, each with its own wait", async () => {
    const { session, status } = await run(
      tab(
        "f",
        ["a", "b"],
        [ask("a", "x"), ask("b", "y"), say("x", "first: @input.text"), say("y", "second: @input.text")],
      ),
    );
    expect(status).toBe("waiting");
    await red.say("one");
    expect((await red.session(session)).status).toBe("waiting");
    await red.say("two");
    expect(red.texts).toEqual(["first: one", "second: two"]);
    expect((await red.session(session)).status).toBe("completed");
  });

  test("a function node that sends twice makes two tokens", async () => {
    const { status } = await run(
      tab(
        "f",
        ["twice"],
        [fn("twice", "node.send({ ...msg, n: 1 }); node.send({ ...msg, n: 2 }); return null;", "x"), say("x", "hello")],
      ),
    );
    expect(red.texts).toEqual(["hello", "hello"]);
    expect(status).toBe("completed");
  });

  test("the very same message object sent twice is two tokens", async () => {
    const { status } = await run(tab("f", ["twice"], [fn("twice", "return [[msg, msg]];", "x"), say("x", "hello")]));
    expect(red.texts).toEqual(["hello", "hello"]);
    expect(status).toBe("completed");
  });
});

describe("ends", () => {
  test("a message that a function node drops ends its token", async () => {
    const { status } = await run(tab("f", ["drop"], [fn("drop", "return null;", "x"), say("x", "never")]));
    expect([status, red.texts]).toEqual(["completed", []]);
  });

  test("a switch node without a match ends the token", async () => {
    const rules = [{ t: "eq", v: "never", vt: "str" }];
    const { status } = await run(
      tab(
        "f",
        ["which"],
        [
          node("which", "switch", { property: "payload", propertyType: "msg", rules, outputs: 1 }, ["x"]),
          say("x", "never"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", []]);
  });

  test("a debug node as the last node ends the token", async () => {
    const debug = node("debug", "debug", { active: false, complete: "payload", tosidebar: false });
    const { status } = await run(tab("f", ["x"], [say("x", "hello", "debug"), debug]));
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
  });

  test("a node that fails ends its token with an event", async () => {
    const { session, status } = await run(
      tab("f", ["fails"], [fn("fails", "throw new Error('no luck');", "x"), say("x", "never")]),
    );
    expect(status).toBe("completed");
    expect((await red.events(session)).map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: "error", text: expect.stringContaining("no luck") }),
    );
  });
});

describe("messages", () => {
  test("a function node may return a message of its own", async () => {
    const { status } = await run(tab("f", ["new"], [fn("new", "return { payload: 1 };", "x"), say("x", "hello")]));
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
  });

  test("so may one that waited for something first", async () => {
    const { status } = await run(
      tab(
        "f",
        ["new"],
        [fn("new", "await new Promise((r) => setTimeout(r, 20)); return { payload: 1 };", "x"), say("x", "hello")],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
  });

  test("what a node put on the message is still there after the reply", async () => {
    const kept =
      "const m = global.get('test').seen; m.push({ ...msg, session: undefined, _msgid: undefined }); return msg;";
    const seen: object[] = [];
    red.shared["seen"] = seen;
    await run(
      tab(
        "f",
        ["set"],
        [
          fn("set", "msg.order = { n: 7 }; msg.made = new Date(0); return msg;", "a"),
          ask("a", "look"),
          fn("look", kept),
        ],
      ),
    );
    await red.say("thanks");
    expect(seen).toEqual([expect.objectContaining({ order: { n: 7 } })]);
    expect(seen[0]).not.toHaveProperty("made");
  });

  test("a message of no session is an error at a step, which a Catch node gets", async () => {
    const errors: { message: string }[] = [];
    red.shared["errors"] = errors;
    await red.deploy(
      tab(
        "f",
        [],
        [
          node("inject", "inject", { props: [{ p: "payload" }], once: false, repeat: "" }, ["x"]),
          say("x", "never"),
          node("catch", "catch", { scope: null, uncaught: false }, ["look"]),
          fn("look", "global.get('test').errors.push(msg.error); global.get('test').caught();"),
        ],
      ),
    );
    const caught = new Promise((resolve) => (red.shared["caught"] = resolve));
    red.node("inject").receive({});
    await caught;
    expect(errors[0]?.message).toMatch(/belongs to no session.*entry node/s);
  });
});

describe("messages that come too late", () => {
  /** A Catch node that hands its error to the test. */
  function catching(): { nodes: TabNode[]; error: Promise<string> } {
    const error = new Promise<string>((resolve) => (red.shared["caught"] = resolve));
    const nodes = [
      node("catch", "catch", { scope: null, uncaught: false }, ["look"]),
      fn("look", "global.get('test').caught(msg.error.message);"),
    ];
    return { nodes, error };
  }

  test("one that its node sends when it has said that it is done", async () => {
    const { nodes, error } = catching();
    const { status } = await run(
      tab(
        "f",
        ["late"],
        [fn("late", "setTimeout(() => node.send(msg), 20); return null;", "x"), say("x", "never"), ...nodes],
      ),
    );
    expect(status).toBe("completed");
    expect(await error).toMatch(/comes too late/);
    expect(red.texts).toEqual([]);
  });

  test("one that a node makes on its own, later, is of no session", async () => {
    const { nodes, error } = catching();
    await run(
      tab(
        "f",
        ["late"],
        [fn("late", "setTimeout(() => node.send({ payload: 1 }), 20); return null;", "x"), say("x", "never"), ...nodes],
      ),
    );
    expect(await error).toMatch(/belongs to no session/);
    expect(red.texts).toEqual([]);
  });
});

describe("roundabout ways", () => {
  test("link nodes", async () => {
    const { status } = await run(
      tab(
        "f",
        ["out"],
        [
          node("out", "link out", { mode: "link", links: ["in"] }),
          node("in", "link in", { links: ["out"] }, ["x"]),
          say("x", "hello"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
  });

  test("link nodes to a step on another tab, with a wait there", async () => {
    const { session } = await run([
      ...tab("f", ["out"], [node("out", "link out", { mode: "link", links: ["in"] })]),
      ...tab(
        "g",
        [],
        [node("in", "link in", { links: ["out"] }, ["a"]), ask("a", "x"), say("x", "you said @input.text")],
      ),
    ]);
    await red.say("hi");
    expect(red.texts).toEqual(["you said hi"]);
    expect((await red.session(session)).status).toBe("completed");
  });

  test("a link call", async () => {
    const { status } = await run(
      tab(
        "f",
        ["call"],
        [
          node("call", "link call", { links: ["in"], linkType: "static", timeout: "30" }, ["x"]),
          node("in", "link in", { links: [] }, ["inner"]),
          say("inner", "inner", "out"),
          node("out", "link out", { mode: "return", links: [] }),
          say("x", "after"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["inner", "after"]]);
  });

  test("a link call with a wait inside, which outlasts the call's own timeout", async () => {
    const errors: object[] = [];
    red.shared["errors"] = errors;
    const { session } = await run(
      tab(
        "f",
        ["call"],
        [
          node("call", "link call", { links: ["in"], linkType: "static", timeout: "0.05" }, ["x"]),
          node("in", "link in", { links: [] }, ["a"]),
          ask("a", "out"),
          node("out", "link out", { mode: "return", links: [] }),
          say("x", "after @input.text"),
          node("catch", "catch", { scope: null, uncaught: false }, ["look", "wrong"]),
          fn("look", "global.get('test').errors.push(msg.error);"),
          say("wrong", "wrong"),
        ],
      ),
    );
    await red.logged(/message to node catch was stopped/);
    await red.say("hi");
    expect([red.texts, errors]).toEqual([["after hi"], []]);
    expect((await red.session(session)).status).toBe("completed");
  });

  test("a Node-RED subflow around steps, with a wait inside", async () => {
    const { session } = await run([
      {
        id: "sub",
        type: "subflow",
        name: "Ask",
        in: [{ x: 0, y: 0, wires: [{ id: "s-say" }] }],
        out: [{ x: 0, y: 0, wires: [{ id: "s-ask", port: 0 }] }],
      },
      { ...say("s-say", "inside", "s-ask"), z: "sub", x: 0, y: 0 },
      { ...ask("s-ask"), z: "sub", x: 0, y: 0 },
      ...tab(
        "f",
        ["s1"],
        [node("s1", "subflow:sub", {}, ["s2"]), node("s2", "subflow:sub", {}, ["x"]), say("x", "done @input.text")],
      ),
    ]);
    await red.say("one");
    expect((await red.session(session)).status).toBe("waiting");
    await red.say("two");
    expect(red.texts).toEqual(["inside", "inside", "done two"]);
    expect((await red.session(session)).status).toBe("completed");
  });

  test("split and join", async () => {
    const { status } = await run(
      tab(
        "f",
        ["list"],
        [
          fn("list", "msg.payload = [1, 2, 3]; return msg;", "split"),
          node("split", "split", { splt: "\\n", spltType: "str", arraySplt: 1, arraySpltType: "len" }, ["join"]),
          node("join", "join", { mode: "auto", build: "object" }, ["x"]),
          say("x", "joined"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["joined"]]);
  });
});

describe("Catch and Complete nodes", () => {
  const failing = step("bad", "call-goto", { loop_count: 1 }, [[], ["never"]]);

  test("a Catch node takes a step that fails", async () => {
    const { session, status } = await run(
      tab(
        "f",
        ["bad"],
        [
          failing,
          say("never", "never"),
          node("catch", "catch", { scope: null, uncaught: false }, ["sorry"]),
          say("sorry", "sorry"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["sorry"]]);
    expect((await red.events(session)).map(({ event }) => event.type)).toContain("error");
  });

  test("without one the session fails", async () => {
    const { session, status } = await run(tab("f", ["bad"], [failing, say("never", "never")]));
    expect([status, red.texts]).toEqual(["failed", []]);
    expect((await red.events(session)).map(({ event }) => event)).toContainEqual({
      type: "failure",
      text: "goto: no target",
    });
  });

  test("a Catch node takes a core node that fails", async () => {
    const { status } = await run(
      tab(
        "f",
        ["fails"],
        [
          fn("fails", "throw new Error('no luck');", "never"),
          say("never", "never"),
          node("catch", "catch", { scope: ["fails"], uncaught: false }, ["sorry"]),
          say("sorry", "sorry"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["sorry"]]);
  });

  test("a Complete node of a core node is a fork", async () => {
    const { status } = await run(
      tab(
        "f",
        ["pass"],
        [
          fn("pass", "return msg;", "x"),
          say("x", "on"),
          node("complete", "complete", { scope: ["pass"], uncaught: false }, ["y"]),
          say("y", "completed"),
        ],
      ),
    );
    expect([status, [...red.texts].sort()]).toEqual(["completed", ["completed", "on"]]);
  });

  test("so is one of a step, also of the last one", async () => {
    const { status } = await run(
      tab(
        "f",
        ["x"],
        [say("x", "on"), node("complete", "complete", { scope: ["x"], uncaught: false }, ["y"]), say("y", "completed")],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["on", "completed"]]);
  });
});

describe("nodes that don't say when they are done", () => {
  test("one from before done is through when its handler returns", async () => {
    const started = performance.now();
    const { status } = await run(tab("f", ["old"], [node("old", "odd-legacy", {}, ["x"]), say("x", "hello")]));
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
    expect(performance.now() - started).toBeLessThan(250);
  });

  test("one that has sent the message on is waited for no longer than the limit", async () => {
    const { status } = await run(tab("f", ["odd"], [node("odd", "odd-never-done", {}, ["x"]), say("x", "hello")]));
    expect([status, red.texts]).toEqual(["completed", ["hello"]]);
  });

  test("one that throws ends its token at once", async () => {
    const { session, status } = await run(
      tab("f", ["odd"], [node("odd", "odd-throwing", {}, ["x"]), say("x", "never")]),
    );
    expect([status, red.texts]).toEqual(["completed", []]);
    expect((await red.events(session)).map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: "error", text: expect.stringContaining("out of order") }),
    );
  });

  test("one that throws is taken by a Catch node", async () => {
    const { status } = await run(
      tab(
        "f",
        ["odd"],
        [
          node("odd", "odd-throwing", {}, ["x"]),
          say("x", "never"),
          node("catch", "catch", { scope: null, uncaught: false }, ["sorry"]),
          say("sorry", "sorry"),
        ],
      ),
    );
    expect([status, red.texts]).toEqual(["completed", ["sorry"]]);
  });
});

test("steps on a tab without a flow node say so", async () => {
  await red.deploy(onTab("t", [say("x", "never")]));
  expect(red.statusOf("x")).toMatchObject({
    fill: "red",
    shape: "ring",
    text: expect.stringContaining("no flow node"),
  });
});
