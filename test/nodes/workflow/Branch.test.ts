import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const exits = { adult: "adult", child: "child", rest: "rest" };

async function branch(selectNextStep: JsonObject, data: JsonObject): Promise<{ bench: Bench; session: string }> {
  const bench = await Bench.open();
  const nodes = [
    step("branch", "workflow-Branch", { selectNextStep }, exits),
    ...Object.keys(exits).map((id) => say(id, id)),
  ];
  const session = await bench.run(flow("f", nodes), { data });
  return { bench, session };
}

const byAge = { adult: "{{data.age > 17}}", child: "{{data.age < 13}}", rest: null };

test.each([
  [40, ["adult"]],
  [9, ["child"]],
  [15, ["rest"]],
])("at %i goes by %j", async (age, gone) => {
  const { bench } = await branch(byAge, { age });

  expect(bench.channel.texts).toEqual(gone);
});

test("goes by every branch whose condition is true", async () => {
  const { bench } = await branch({ adult: "{{true}}", child: "{{1 === 1}}", rest: "{{false}}" }, {});

  expect(bench.channel.texts).toEqual(["adult", "child"]);
});

test("ends its token where no condition is true and there is no other branch", async () => {
  const { bench, session } = await branch({ adult: "{{false}}" }, {});

  expect(bench.channel.texts).toEqual([]);
  expect((await bench.session(session)).status).toBe("completed");
});

test("fails where a condition cannot be evaluated", async () => {
  const { bench, session } = await branch({ adult: "{{data.person.age > 17}}" }, {});

  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.events(session, "failure")).toHaveLength(1);
});
