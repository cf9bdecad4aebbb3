import { FlowRefused } from "../../../runtime/switchboard/switchboard.js";
import { TestNodeRed } from "../../support/node-red.js";
import { ask, fn, say, step, tab } from "../../support/tab.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());
beforeEach(() => (red.sent.length = 0));

test("a deploy in mid-sprint takes the sprint back and runs it again", async () => {
  let attempts = 0;
  const inside = new Promise<void>((resolve) => {
    red.shared["enter"] = () => {
      resolve();
      // Only the first attempt stays inside.
      return ++attempts === 1 ? new Promise(() => {}) : undefined;
    };
  });
  const nodes = tab(
    "f",
    ["before"],
    [
      say("before", "before", "slow"),
      fn("slow", "await global.get('test').enter(); return msg;", "after"),
      say("after", "after"),
    ],
  );
  await red.deploy(nodes);
  const session = await red.switchboard.startFlow({ id: "f" }, { urn: "tel:+15550100", channel: "phone" });
  await inside;
  await red.deploy(nodes);
  await red.switchboard.whenIdle();
  expect([attempts, red.texts]).toEqual([2, ["before", "after"]]);
  expect((await red.session(session)).status).toBe("completed");
});

test("a message that a stopped sprint left behind does not come back as a second token", async () => {
  let release = (): void => {};
  let attempts = 0;
  const inside = new Promise<void>((entered) => {
    red.shared["enter"] = () => {
      if (++attempts > 1) return undefined;
      entered();
      return new Promise<void>((resolve) => (release = resolve));
    };
  });
  const nodes = tab(
    "f",
    ["slow"],
    [fn("slow", "await global.get('test').enter(); return msg;", "x"), say("x", "hello")],
  );
  await red.deploy(nodes);
  const session = await red.switchboard.startFlow({ id: "f" }, { urn: "tel:+15550100", channel: "phone" });
  await inside;
  // The node stays as it is, with the message inside.
  await red.deploy([...nodes, ...tab("g", [], [])], "nodes");
  await red.switchboard.whenIdle();
  release();
  await red.logged(/message to node x was stopped/);
  expect([red.texts, (await red.session(session)).status]).toEqual([["hello"], "completed"]);
});

test("a session goes on after a deploy that happened while it waited", async () => {
  const nodes = tab("f", ["a"], [ask("a", "x"), say("x", "you said @input.text")]);
  await red.deploy(nodes);
  const session = await red.start("f");
  await red.deploy(nodes);
  await red.say("hi");
  expect([red.texts, (await red.session(session)).status]).toEqual([["you said hi"], "completed"]);
});

test("a session follows wires that were changed while it waited", async () => {
  const next = [say("x", "old"), say("y", "new")];
  await red.deploy(tab("f", ["a"], [ask("a", "x"), ...next]));
  await red.start("f");
  await red.deploy(tab("f", ["a"], [ask("a", "y"), ...next]), "nodes");
  await red.say("hi");
  expect(red.texts).toEqual(["new"]);
});

test("a session whose waiting node is gone fails with an event at its next input; the deploy tells of it", async () => {
  await red.deploy(tab("f", ["a"], [ask("a", "x"), say("x", "never")]));
  const session = await red.start("f");
  await red.deploy(tab("f", ["x"], [say("x", "never")]));
  await red.logged(/1 session waits at node 'a' of flow 'f', which is gone/);
  expect((await red.session(session)).status).toBe("waiting");
  await red.say("hi");
  expect((await red.session(session)).status).toBe("failed");
  expect((await red.events(session)).map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: "failure", text: expect.stringContaining("no longer in flow") }),
  );
});

test("so does one whose whole flow is gone", async () => {
  await red.deploy(tab("f", ["a"], [ask("a")]));
  const session = await red.start("f");
  await red.deploy(tab("g", ["x"], [say("x", "never")]));
  await red.say("hi");
  expect((await red.session(session)).status).toBe("failed");
});

test("a deploy tells in the log of a step that cannot run, and where it is", async () => {
  await red.deploy(tab("f", ["a"], [{ ...say("a", "hello"), options: { text: 5 } }]));
  const told = await red.logged(/What was deployed cannot run/);
  expect(told).toContain("flow 'f', node a (contact-send_msg), Message (options/text): must be text");
});

test("a flow with a broken step shows it, and starts no session; other flows run", async () => {
  await red.deploy([
    ...tab("broken", ["b"], [step("b", "contact-send_msg", { text: 7 }, [])]),
    ...tab("f", ["x"], [say("x", "hello")]),
  ]);
  expect(red.statusOf("b")).toMatchObject({
    fill: "red",
    shape: "ring",
    text: "Message (options/text): must be text, is a number",
  });
  await expect(red.start("broken")).rejects.toThrow(FlowRefused);
  await expect(red.start("broken")).rejects.toThrow(/flow 'broken', node b.*must be text/);
  await red.start("f");
  expect(red.texts).toEqual(["hello"]);
});

test("a session that comes to a step which was broken meanwhile fails, and says why", async () => {
  await red.deploy(tab("f", ["a"], [ask("a", "x"), say("x", "hello")]));
  const session = await red.start("f");
  await red.deploy(tab("f", ["a"], [ask("a", "x"), step("x", "contact-send_msg", { text: 7 }, [])]));
  await red.say("hi");
  expect((await red.events(session)).map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: "failure", text: expect.stringContaining("must be text") }),
  );
});

test("a flow type that does not allow a step is a problem of the flow", async () => {
  const nodes = tab(
    "f",
    ["x"],
    [
      step("x", "contact-switch", {
        wait: { type: "msg" },
        operand: "",
        categories: [{ uuid: "c", name: "C", exit_uuid: "e" }],
      }),
    ],
  );
  const background = nodes.map((node) =>
    node.type === "entry-flow" ? { ...node, options: { uuid: "f", type: "nonsense" } } : node,
  );
  await red.deploy(background);
  expect(red.statusOf("f-flow")).toMatchObject({ fill: "red" });
  await expect(red.start("f")).rejects.toThrow(/nonsense/);
});

test("two flow nodes on a tab are a problem", async () => {
  await red.deploy(tab("f", ["x"], [say("x", "hello"), step("second", "entry-flow", { uuid: "other" }, [["x"]])]));
  expect(red.statusOf("second").text).toMatch(/another flow node/);
  await expect(red.start("f")).rejects.toThrow(FlowRefused);
});

test("of two tabs with one uuid the first is the flow, until it goes", async () => {
  const first = tab("f", ["x"], [say("x", "first")]);
  const copy = tab("copy", ["y"], [say("y", "copy")]).map((node) =>
    node.type === "entry-flow" ? { ...node, options: { uuid: "f" } } : node,
  );
  await red.deploy([...first, ...copy]);
  expect(red.statusOf("copy-flow").text).toMatch(/UUID of its own/);
  await red.start("f");
  await red.deploy(copy, "nodes");
  await red.start("f");
  expect(red.texts).toEqual(["first", "copy"]);
  expect(red.statusOf("copy-flow")).toEqual({});
});

test("a node shows how many sessions wait at it", async () => {
  await red.deploy(tab("f", ["a"], [ask("a")]));
  await red.start("f", "tel:+15550101");
  await red.start("f", "tel:+15550102");
  await red.statusChanged("a", ({ text }) => text === "2 waiting");
  await red.say("hi", "tel:+15550101");
  await red.statusChanged("a", ({ text }) => text === "1 waiting");
  await red.say("hi", "tel:+15550102");
  await red.statusChanged("a", ({ text }) => text === undefined);
});
