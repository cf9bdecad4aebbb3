import { TestNodeRed } from "../../support/node-red.js";
import { ask, fn, node, say, tab } from "../../support/tab.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start({}, { runtimeSyncDelivery: true })));
afterAll(() => red.stop());

test("messages are counted as well where Node-RED delivers them at once", async () => {
  await red.deploy(
    tab(
      "f",
      ["link"],
      [
        node("link", "link out", { mode: "link", links: ["in"] }),
        node("in", "link in", { links: ["link"] }, [["a", "pass"]]),
        ask("a", "x"),
        say("x", "answer: @input.text"),
        fn("pass", "return [[msg, { payload: 1 }]];", "y"),
        say("y", "passed"),
      ],
    ),
  );
  const session = await red.start("f");
  expect((await red.session(session)).status).toBe("waiting");
  await red.say("hi");
  expect(red.texts).toEqual(["passed", "passed", "answer: hi"]);
  expect((await red.session(session)).status).toBe("completed");
  expect(red.instance.wires.travelling).toBe(0);
});
