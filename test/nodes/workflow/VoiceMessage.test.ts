import { dtmfKeys, DTMF_SIGNAL } from "../../../runtime/workflow/dtmf.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const params = { destination: "+15550101", text: "Press a key" };
const call = flow("f", [
  step(
    "call",
    "workflow-VoiceMessage",
    {
      inputs: { clientRequestId: "r1", action: "say&capture", params },
      outputs: { uid: "{{step.response.uid}}" },
    },
    "keys",
  ),
  step("keys", "workflow-WaitForDTMF", {
    inputs: { dtmfRequestId: "{{data.uid}}", timeout: "00:01:00" },
    outputs: { pressed: "{{step.dtmfData.actionDetails.dtmf}}" },
  }),
]);

async function press(bench: Bench, callback: { clientRequestId?: string; uid?: string }): Promise<number> {
  const data = { ...callback, actionDetails: { dtmf: "2" } };
  const found = await bench.switchboard.signal(dtmfKeys(data), { name: DTMF_SIGNAL, data });
  await bench.settle();
  return found;
}

test("asks the channel to call, and waits for the digits of that very call", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => ({ uid: "call-1", clientRequestId: "r1" });
  const session = await bench.run(call);
  expect(bench.channel.effects[0]?.event).toMatchObject({
    type: "voice_message_requested",
    message: { action: "say&capture", params },
  });

  expect(await press(bench, { uid: "another" })).toBe(0);
  await press(bench, { uid: "call-1" });

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { pressed: "2" } });
});

test("digits that come before the step that waits for them are kept for it", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => ({ uid: "call-1", clientRequestId: "r1" });
  const pause = step("pause", "workflow-Wait", { inputs: { duration: "00:00:10" } }, "keys");
  const [first, keys] = Object.values(call.nodes);
  const session = await bench.run(flow("f", [{ ...first!, exits: { next: ["pause"] } }, pause, keys!]));

  await press(bench, { clientRequestId: "r1", uid: "call-1" });
  await bench.pass(10_000);

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { pressed: "2" } });
});

test("without digits in time the output is null", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => ({ uid: "call-1" });
  const session = await bench.run(call);

  await bench.pass(60_000);

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { pressed: null } });
});
