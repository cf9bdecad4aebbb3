import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

test("sends one message to every destination, and goes on at once", async () => {
  const bench = await Bench.open();
  const destinations = [{ target: "+15550101" }, { type: "tel", target: "${other}" }];

  const session = await bench.run(
    flow("f", [
      step("send", "call-message_send", { source: { target: "+15550199" }, destinations, text: "Hi ${other}" }, "set"),
      step("set", "call-variable_set", { key: "on", value: "yes" }),
    ]),
    { variables: { other: "+15550102" } },
  );

  const sent = bench.channel.effects.map(({ event }) => event);
  expect(sent).toMatchObject([
    { type: "message_send", source: "+15550199", destination: "+15550101", text: "Hi +15550102" },
    { type: "message_send", source: "+15550199", destination: "+15550102", text: "Hi +15550102" },
  ]);
  expect(new Set(sent.map((event) => event["message"])).size).toBe(1);
  expect((await bench.session(session)).variables["on"]).toBe("yes");
});

test("without anybody to write to the flow stops", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("f", [step("send", "call-message_send", { destinations: [], text: "Hi" })]));

  expect((await bench.session(session)).status).toBe("failed");
});
