import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const wait = (duration: string): ReturnType<typeof flow> =>
  flow("f", [step("wait", "workflow-Wait", { inputs: { duration } }, "after"), say("after", "After")]);

test("goes on after its time", async () => {
  const bench = await Bench.open();
  await bench.run(wait("1.00:00:01"));

  await bench.pass(24 * 3_600_000 + 999);
  expect(bench.channel.texts).toEqual([]);
  await bench.pass(1);

  expect(bench.channel.texts).toEqual(["After"]);
});

test("its time may be a script", async () => {
  const bench = await Bench.open();
  await bench.run(wait("{{data.time}}"), { data: { time: "00:00:05" } });

  await bench.pass(5000);

  expect(bench.channel.texts).toEqual(["After"]);
});

test("no time at all is no wait", async () => {
  const bench = await Bench.open();

  await bench.run(wait("00:00:00"));

  expect(bench.channel.texts).toEqual(["After"]);
});

test("what is no timespan fails the step", async () => {
  const bench = await Bench.open();

  const session = await bench.run(wait("soon"));

  expect(await bench.complaints(session)).toEqual(["'soon' is no timespan (d.HH:mm:ss)"]);
  expect((await bench.session(session)).status).toBe("failed");
});

test("a message does not end it", async () => {
  const bench = await Bench.open();
  await bench.run(wait("00:00:05"));

  await bench.say("hurry");

  expect(bench.channel.texts).toEqual([]);
});
