import { sms as smsStep } from "../../../nodes/workflow/SMS.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { validateOptions } from "../../../runtime/validation/options.js";
import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

const sms = flow("f", [
  step(
    "send",
    "workflow-SMS",
    {
      inputs: { subAccountId: "acc", destination: "{{data.to}}", text: "Hi {{data.name}}" },
      outputs: { id: "{{step.umid}}", state: "{{step.status}}" },
    },
    "after",
  ),
  say("after", "After"),
]);
const start = { data: { to: "+15550101", name: "Ann" } };

test("asks the channel to send, with its inputs evaluated", async () => {
  const bench = await Bench.open();

  await bench.run(sms, start);

  expect(bench.channel.effects[0]?.event).toEqual({
    type: "sms_requested",
    subAccountId: "acc",
    destination: "+15550101",
    text: "Hi Ann",
  });
});

test("the provider's answer is its output, the status laid flat", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => ({ umid: "u1", status: { code: "QUEUED", description: "SMS is accepted" } });

  const session = await bench.run(sms, start);

  expect((await bench.session(session)).data).toMatchObject({ id: "u1", state: "QUEUED" });
  expect(bench.channel.texts).toContain("After");
});

test("waits until the provider has answered", async () => {
  const bench = await Bench.open();
  let fails = 3;
  bench.channel.answer = () => {
    if (fails-- > 0) throw new Error("no network");
  };
  const session = await bench.run(sms, start);
  expect((await bench.session(session)).status).toBe("waiting");

  await bench.pass(60_000);

  expect((await bench.session(session)).status).toBe("completed");
});

test("fails where the provider refuses", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => {
    throw new DeliveryRefused("unknown sub-account");
  };

  const session = await bench.run(sms, start);

  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.events(session, "failure")).toEqual([
    { type: "failure", text: "Failed to send SMS because unknown sub-account" },
  ]);
});

test.each([
  ["UCS2", []],
  ["gsm7", []],
  ["{{data.encoding}}", []],
  ["ASCII", [{ field: "inputs/encoding" }]],
])("the encoding %s", (encoding, problems) => {
  const inputs = { subAccountId: "acc", destination: "1", text: "Hi", encoding };
  expect(validateOptions(smsStep, { inputs })).toMatchObject(problems);
});
