import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

test("stands in the path and does nothing", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("f", [step("empty", "contact-node", {}, "hi"), say("hi", "Hi")]));

  expect((await bench.runOf(session, "f")).path.map(({ node }) => node)).toEqual(["empty", "hi"]);
  expect(await bench.types(session)).toEqual(["msg_created"]);
});
