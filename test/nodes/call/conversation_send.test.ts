import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { outgoingMessage } from "../../../runtime/channels/messages.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const writing = (conversation_id: string, sync = false): ReturnType<typeof flow> =>
  flow("chat", [
    step("write", "call-conversation_send", { conversation_id, text: "Hello ${name}", sync }, "after"),
    step("after", "call-variable_set", { key: "after", value: "yes" }),
  ]);

test("writes to the contact, and goes on", async () => {
  const bench = await Bench.open();
  const { id } = await bench.switchboard.contactWith("tel:+15550100");

  const session = await bench.run(writing(id), { variables: { name: "Ann" } });

  const [effect] = bench.channel.effects;
  expect(effect?.event).toMatchObject({ type: "conversation_send", conversation_id: id, text: "Hello Ann" });
  expect(outgoingMessage(effect!)).toEqual({ text: "Hello Ann", attachments: [], quickReplies: [] });
  expect((await bench.session(session)).variables["after"]).toBe("yes");
});

test("a conversation may be named by an address", async () => {
  const bench = await Bench.open();

  await bench.run(writing("tel:+12065550100"));

  expect(outgoingMessage(bench.channel.effects[0]!)?.urn).toBe("tel:+12065550100");
});

test("with `sync` a refusal is noted, and the flow goes on", async () => {
  const bench = await Bench.open();
  bench.channel.answer = () => {
    throw new DeliveryRefused("nobody has this number");
  };

  const session = await bench.run(writing("tel:+12065550100", true));

  expect(await bench.complaints(session)).toEqual(["conversation_send: nobody has this number"]);
  expect((await bench.session(session)).variables["after"]).toBe("yes");
});
