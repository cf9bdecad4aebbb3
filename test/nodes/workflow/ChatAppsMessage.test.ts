import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const chat = flow("f", [
  step("send", "workflow-ChatAppsMessage", {
    inputs: {
      subAccountId: "s",
      user: { msisdn: "{{data.to}}" },
      type: "text",
      content: { text: "Hi" },
      clientMessageId: "{{data.nobody}}",
    },
    outputs: { state: "{{step.status}}", request: "{{step.requestId}}" },
  }),
]);

test("hands its inputs to the channel as they are; one that is null is left out", async () => {
  const bench = await Bench.open();

  await bench.run(chat, { data: { to: "+15550101" } });

  expect(bench.channel.effects[0]?.event).toEqual({
    type: "chat_apps_message_requested",
    message: { subAccountId: "s", user: { msisdn: "+15550101" }, type: "text", content: { text: "Hi" } },
  });
});

test("the state of the provider's answer is the status; there is always an id of the request", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => ({ umid: "u1", status: { state: "queued", timestamp: "now" } });

  const session = await bench.run(chat, { data: { to: "+15550101" } });

  expect((await bench.session(session)).data).toMatchObject({ state: "queued", request: expect.any(String) as string });
});
