import { TestNodeRed } from "../../support/node-red.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());

test("a call goes through a chain of steps, and waits for a key", async () => {
  await red.deploy([
    { id: "tab", type: "tab", label: "Menu" },
    {
      id: "flow",
      type: "entry-flow",
      z: "tab",
      x: 0,
      y: 0,
      options: { uuid: "menu", type: "voice" },
      wires: [["hello"]],
    },
    { id: "hello", type: "call-talk", z: "tab", x: 0, y: 0, options: { text: "Hello" }, wires: [["keys"]] },
    { id: "keys", type: "call-digits_receive", z: "tab", x: 0, y: 0, options: { duration: 60000 }, wires: [["bye"]] },
    {
      id: "bye",
      type: "call-talk",
      z: "tab",
      x: 0,
      y: 0,
      options: { text: "Key ${voipbin.call.digits}" },
      wires: [[]],
    },
  ]);
  await red.switchboard.startFlow(
    { id: "menu" },
    {
      channel: "phone",
      session: "s1",
      lane: "call:c1",
      call: { id: "c1", direction: "incoming", from: "tel:+1", to: "tel:+2" },
    },
  );
  await red.switchboard.whenIdle();
  expect((await red.session("s1")).status).toBe("waiting");
  await red.switchboard.callEvent("phone", "c1", { type: "digit", leg: "c1", digit: "5" });
  await red.switchboard.whenIdle();
  expect(red.sent.map(({ event }) => event.type)).toEqual(["call_answered", "talk", "talk", "call_hangup"]);
  expect(red.texts[2]).toBe("Key 5");
  expect((await red.session("s1")).status).toBe("completed");
});

test("a tab's flow has the nodes that were deployed", async () => {
  const nodes = [
    { id: "tab", type: "tab", label: "Greeting" },
    { id: "flow", type: "entry-flow", z: "tab", x: 0, y: 0, options: { uuid: "greeting" }, wires: [["hello"]] },
    { id: "hello", type: "call-talk", z: "tab", x: 0, y: 0, options: { text: "Hello" }, wires: [[]] },
  ];

  await red.deploy(nodes);

  const tab = red.switchboard.flows.tabs().find(({ ref }) => ref.id === "greeting");
  expect(tab?.source).toEqual({ format: "node-red", document: nodes });
});
