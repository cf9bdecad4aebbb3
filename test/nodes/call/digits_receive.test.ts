import type { JsonObject } from "../../../runtime/json.js";
import { Bench, NOW } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

/** A call that waits for keys, then sleeps. */
async function collect(
  options: JsonObject,
  digits = "",
): Promise<{ bench: Bench; session: string; isThrough: () => Promise<boolean> }> {
  const bench = await Bench.open();
  const session = await bench.call(
    flow("ivr", [
      step("digits", "call-digits_receive", options, "next"),
      step("next", "call-sleep", { duration: 3_600_000 }),
    ]),
    { variables: { "voipbin.call.digits": digits } },
  );
  const isThrough = async (): Promise<boolean> => (await bench.runOf(session, "ivr")).tokens[0]?.node === "next";
  return { bench, session, isThrough };
}

test("waits for one key, unless told otherwise", async () => {
  const { bench, isThrough } = await collect({ duration: 5000 });
  expect(await isThrough()).toBe(false);

  await bench.press("1");

  expect(await isThrough()).toBe(true);
});

test("waits for so many keys", async () => {
  const { bench, session, isThrough } = await collect({ duration: 5000, length: 3 });

  await bench.press("12");
  expect(await isThrough()).toBe(false);
  await bench.press("3");

  expect(await isThrough()).toBe(true);
  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("123");
});

test("waits for any number of keys up to the one that ends them, which stays in the value", async () => {
  const { bench, session, isThrough } = await collect({ duration: 5000, key: "#*" });

  await bench.press("12345");
  expect(await isThrough()).toBe(false);
  await bench.press("*");

  expect(await isThrough()).toBe(true);
  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("12345*");
});

test("goes on after its time, which keys do not restart, with what there is", async () => {
  const { bench, session, isThrough } = await collect({ duration: 5000, length: 4 });

  await bench.pass(4000);
  await bench.press("1");
  await bench.pass(999);
  expect(await isThrough()).toBe(false);
  await bench.pass(1);

  expect(await isThrough()).toBe(true);
  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("1");
});

test("goes on at once where keys pressed earlier are enough", async () => {
  const { bench, isThrough } = await collect({ duration: 5000, length: 2 }, "42");

  expect(await isThrough()).toBe(true);
  expect(bench.clock.now()).toBe(NOW);
});

test("adds to the keys pressed earlier", async () => {
  const { bench, isThrough } = await collect({ duration: 5000, length: 2 }, "4");

  await bench.press("2");

  expect(await isThrough()).toBe(true);
});
