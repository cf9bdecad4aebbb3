import type { JsonObject } from "../../../runtime/json.js";
import { digitsSend } from "../../../nodes/call/digits_send.js";
import { validateOptions } from "../../../runtime/validation/options.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

function sending(options: JsonObject): ReturnType<typeof flow> {
  return flow("ivr", [
    step("send", "call-digits_send", options, "after"),
    step("after", "call-variable_set", { key: "sent", value: "yes" }, "end"),
    step("end", "call-sleep", { duration: 60_000 }),
  ]);
}

test("goes on when the tones and the pauses between them are over", async () => {
  const bench = await Bench.open();
  const session = await bench.call(sending({ digits: "12#", duration: 200, interval: 50 }));
  expect(bench.channel.effects[0]?.event).toEqual({
    type: "digits_send",
    call: "call",
    digits: "12#",
    duration: 200,
    interval: 50,
  });

  await bench.pass(699);
  expect((await bench.session(session)).variables["sent"]).toBeUndefined();
  await bench.pass(1);

  expect((await bench.session(session)).variables["sent"]).toBe("yes");
});

test("what a variable holds and is no key is not sent, and the flow goes on", async () => {
  const bench = await Bench.open();

  const session = await bench.call(sending({ digits: "${pin}" }), { variables: { pin: "12x" } });

  expect((await bench.session(session)).variables["sent"]).toBe("yes");
  expect(bench.channel.effects).toEqual([]);
  expect(await bench.complaints(session)).toEqual([expect.stringContaining("'12x' cannot be sent")]);
});

test.each([
  [{ digits: "12x" }, "digits"],
  [{ digits: "" }, "digits"],
  [{ digits: "1".repeat(101) }, "digits"],
  [{ digits: "1", duration: 99 }, "duration"],
  [{ digits: "1", duration: 1001 }, "duration"],
  [{ digits: "1", interval: 5001 }, "interval"],
])("%j is out of range", (options, field) => {
  expect(validateOptions(digitsSend, options).map((problem) => problem.field)).toEqual([field]);
});
