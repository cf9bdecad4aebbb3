import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const set = (id: string, value: string, next?: string): ReturnType<typeof step> =>
  step(id, "call-variable_set", { key: "trail", value: `\${trail}${value}` }, next ?? []);

test("runs the other flow, then goes on", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("outer", [set("a", "a", "fetch"), step("fetch", "call-fetch_flow", { flow_id: "inner" }, "z"), set("z", "z")]),
    flow("inner", [set("b", "b", "c"), set("c", "c")]),
  ]);

  expect((await bench.session(session)).variables["trail"]).toBe("abcz");
});

test("an empty flow is gone through at once", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("outer", [step("fetch", "call-fetch_flow", { flow_id: "empty" }, "z"), set("z", "z")]),
    flow("empty", []),
  ]);

  expect((await bench.session(session)).variables["trail"]).toBe("z");
});

test("the version that is the newest then is run", async () => {
  const bench = await Bench.open();
  const outer = flow("outer", [
    step("sleep", "call-sleep", { duration: 1000 }, "fetch"),
    step("fetch", "call-fetch_flow", { flow_id: "inner" }),
  ]);
  const session = await bench.call([outer, flow("inner", [set("old", "old")])]);

  await bench.define(flow("inner", [set("new", "new")]));
  await bench.pass(1000);

  expect((await bench.session(session)).variables["trail"]).toBe("new");
});
