import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

test("answers the call, once", async () => {
  const bench = await Bench.open();

  await bench.call(
    flow("ivr", [
      step("one", "call-answer", {}, "two"),
      step("two", "call-answer", {}, "sleep"),
      step("sleep", "call-sleep", { duration: 1000 }),
    ]),
  );

  expect(bench.channel.types).toEqual(["call_answered"]);
});

test("makes the call one in progress", async () => {
  const bench = await Bench.open();

  const session = await bench.call(
    flow("ivr", [step("answer", "call-answer", {}, "sleep"), step("sleep", "call-sleep", { duration: 1000 })]),
  );

  expect((await bench.session(session)).call?.legs["call"]?.status).toBe("progressing");
});

test("is passed over where there is no call, which the event says", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("chat", [step("answer", "call-answer")]));

  expect((await bench.session(session)).status).toBe("completed");
  expect(await bench.events(session, "activeflow_updated")).toEqual([
    { type: "activeflow_updated", current_action: { id: "answer", type: "answer" }, skipped: true },
  ]);
  expect(bench.channel.types).toEqual([]);
});
