import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const nap = (duration: number): ReturnType<typeof flow> =>
  flow("nap", [
    step("sleep", "call-sleep", { duration }, "after"),
    step("after", "call-variable_set", { key: "woke", value: "yes" }),
  ]);

test("goes on after its time", async () => {
  const bench = await Bench.open();
  const session = await bench.call(nap(1500));

  await bench.pass(1499);
  expect((await bench.session(session)).variables["woke"]).toBeUndefined();
  await bench.pass(1);

  expect((await bench.session(session)).variables["woke"]).toBe("yes");
});

test("without a time goes on at once", async () => {
  const bench = await Bench.open();

  const session = await bench.call(nap(0));

  expect((await bench.session(session)).variables["woke"]).toBe("yes");
});

test("keys pressed meanwhile do not wake it", async () => {
  const bench = await Bench.open();
  const session = await bench.call(nap(1500));

  await bench.press("1");

  expect((await bench.session(session)).status).toBe("waiting");
});

test("is passed over where there is no call", async () => {
  const bench = await Bench.open();

  const session = await bench.run(nap(1500));

  expect((await bench.session(session)).variables["woke"]).toBe("yes");
});
