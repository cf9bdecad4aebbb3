import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

/** A server that answers everything with this body. */
function answering(body: string) {
  const response = { status: 200, head: "HTTP/1.1 200 OK\r\n\r\n", body: Buffer.from(body) };
  return {
    call: () => Promise.resolve({ exchange: { url: "https://a.example", request: "", response, at: 0, elapsedMs: 1 } }),
  };
}

test("numbers of an answer keep the digits that the server wrote", async () => {
  const bench = await Bench.open({ services: { webhooks: answering('{"id": 12345678901234567890, "rate": 1.10}') } });
  const call = step(
    "call",
    "contact-call_webhook",
    { method: "GET", url: "https://a.example", result_name: "R" },
    "say",
  );

  await bench.run(flow("f", [call, say("say", "@webhook.id @results.r.extra.id @(json(webhook))")]));

  expect(bench.channel.texts).toEqual([
    '12345678901234567890 12345678901234567890 {"id":12345678901234567890,"rate":1.1}',
  ]);
});
