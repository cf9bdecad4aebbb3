import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const echoing = (type: string, duration?: number): ReturnType<typeof flow> =>
  flow("ivr", [
    step("echo", type, duration === undefined ? {} : { duration }, "after"),
    step("after", "call-variable_set", { key: "over", value: "yes" }, "end"),
    step("end", "call-sleep", { duration: 60_000 }),
  ]);

test.each(["echo", "stream_echo"])("%s goes on for its time, and is then ended", async (type) => {
  const bench = await Bench.open();
  const session = await bench.call(echoing(`call-${type}`, 5000));
  const [media] = bench.channel.keys;

  await bench.pass(4999);
  expect((await bench.session(session)).variables["over"]).toBeUndefined();
  await bench.pass(1);

  expect((await bench.session(session)).variables["over"]).toBe("yes");
  expect(bench.channel.effects.map(({ event }) => event)).toEqual([
    { type, call: "call", leg: "call", duration: 5000 },
    { type: "playback_stop", call: "call", leg: "call", media },
  ]);
});

test("without a time it goes on for three minutes", async () => {
  const bench = await Bench.open();
  const session = await bench.call(echoing("call-echo"));

  await bench.pass(180_000);

  expect((await bench.session(session)).variables["over"]).toBe("yes");
});
