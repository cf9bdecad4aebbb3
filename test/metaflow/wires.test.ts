import { TestNodeRed } from "../support/node-red.js";
import { fn, step, tab } from "../support/tab.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());

test("on a tab, keys run modules and core nodes beside the flow that waits", async () => {
  await red.deploy(
    tab(
      "menu",
      ["receive"],
      [
        step("receive", "call-digits_receive", { duration: 60_000, length: 2 }),
        step("listener", "metaflow-listen", { digit_timeout: 0, patterns: ["^$"] }, ["pass"]),
        fn("pass", "return msg;", "say"),
        step("say", "metaflow-say", { text: "beside" }),
      ],
    ),
  );
  const { switchboard } = red;
  const call = { id: "c1", direction: "incoming", from: "tel:+1", to: "tel:+2" } as const;
  await switchboard.startFlow({ id: "menu" }, { channel: "phone", session: "s1", lane: "call:c1", call });
  for (const digit of "1*") await switchboard.callEvent("phone", "c1", { type: "digit", leg: "c1", digit });
  await switchboard.whenIdle();

  expect(red.sent.map(({ event }) => event.type)).toEqual(["say"]);
  const { runs, variables } = await red.session("s1");
  expect(runs.map(({ role, status }) => [role, status])).toEqual([
    ["main", "waiting"],
    ["metaflow", "completed"],
  ]);
  expect(variables["voipbin.call.digits"]).toBe("1");
});
