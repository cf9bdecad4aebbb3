import { TestNodeRed } from "../../support/node-red.js";
import { ask, fn, node, say, tab } from "../../support/tab.js";

const CONTACTS = 100;

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start({ holdLimit: 20 })));
afterAll(() => red.stop());

test("many contacts at once keep apart, on ways that fork, call, hold and wait", async () => {
  await red.deploy(
    tab(
      "f",
      ["set", "delay"],
      [
        fn("set", "msg.mine = msg.session.id; return msg;", "a"),
        ask("a", "call"),
        node("call", "link call", { links: ["in"], linkType: "static", timeout: "30" }, ["check"]),
        node("in", "link in", { links: [] }, ["pause"]),
        fn("pause", "await new Promise((done) => setTimeout(done, 5)); return msg;", "out"),
        node("out", "link out", { mode: "return", links: [] }),
        fn("check", "if (msg.mine !== msg.session.id) throw new Error('mixed up'); return msg;", "x"),
        say("x", "@input.text"),
        node("delay", "delay", { pauseType: "delay", timeout: "60", timeoutUnits: "milliseconds" }, ["y"]),
        say("y", "late"),
      ],
    ),
  );
  const contacts = Array.from({ length: CONTACTS }, (_, index) => `tel:+1555${String(index).padStart(4, "0")}`);
  const sessions = await Promise.all(
    contacts.map((urn) => red.switchboard.startFlow({ id: "f" }, { urn, channel: "phone" })),
  );
  await Promise.all(
    contacts.map((urn) => red.switchboard.receiveMessage({ channel: "phone", urn, text: `from ${urn}` })),
  );
  for (const session of sessions) await red.until(session, ({ status }) => status === "completed");
  await red.switchboard.whenIdle();
  const expected = contacts.flatMap((urn) => ["late", `from ${urn}`]);
  expect(red.texts.sort()).toEqual(expected.sort());
  expect(red.instance.wires.travelling).toBe(0);
});
