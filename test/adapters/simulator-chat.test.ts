import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { DeliveryRefused } from "../../runtime/channels/channel.js";
import type { Effect } from "../../runtime/session/event.js";
import { addDefinition, chain, startServer, type ApiServer } from "../api/server.js";
import { openFeed } from "./feed.js";

let server: ApiServer;
let simulator: SimulatorChannel;
beforeEach(async () => {
  server = await startServer();
  simulator = new SimulatorChannel(server.switchboard);
  server.switchboard.channels.add(simulator);
});
afterEach(() => server.close());

const URN = "tel:+12065550100";
const write = (message: object): ReturnType<ApiServer["request"]> =>
  server.request("POST", "/simulator/messages", { urn: URN, text: "hello", ...message });

function reply(key: string, msg: object): Effect {
  return { key, channel: "simulator", session: "s", event: { type: "msg_created", msg: { uuid: key, ...msg } } };
}

test("a message is accepted once it is in the inbox", async () => {
  const { status, body } = await write({ attachments: ["image/png:https://example.com/a.png"] });
  expect(status).toBe(202);
  expect(body).toEqual({ input: expect.any(String) });
  expect(await server.switchboard.store.contactByUrn(URN)).toBeDefined();
});

test("a message that is sent again with its id counts once", async () => {
  const first = await write({ id: "m-1" });
  const second = await write({ id: "m-1" });
  expect(second.status).toBe(202);
  expect(second.body).toEqual({ input: first.body["input"], duplicate: true });
  expect(simulator.chats.of(URN)).toHaveLength(1);
});

test.each([
  ["no text", { text: undefined }, "text"],
  ["a text that is none", { text: 7 }, "text"],
  ["a URN of an unknown scheme", { urn: "pigeon:1" }, "urn"],
  ["no URN's structure", { urn: "nobody" }, "urn"],
  ["attachments that are no list", { attachments: "all" }, "attachments"],
])("a message with %s is refused", async (_what, message, field) => {
  const { status, body } = await write(message);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { problems: [expect.objectContaining({ field })] } });
});

test("the URN is brought into its normal form", async () => {
  await write({ urn: "tel:+1 (206) 555-0100" });
  expect(simulator.chats.of(URN)).toHaveLength(1);
});

test("the feed shows what was said before, and then what is said", async () => {
  await write({ text: "before" });
  const feed = await openFeed(server, `urn=${encodeURIComponent(URN)}`);
  expect(await feed.next()).toEqual({ type: "messages", messages: [expect.objectContaining({ text: "before" })] });
  await simulator.deliver(reply("k1", { urn: URN, text: "Hi!", quick_replies: ["Yes", { text: "No" }] }));
  expect(await feed.next()).toEqual({
    type: "message",
    message: expect.objectContaining({ id: "k1", direction: "out", text: "Hi!", quick_replies: ["Yes", "No"] }),
  });
  feed.close();
});

test("an effect that is delivered again is shown once", async () => {
  await simulator.deliver(reply("k1", { urn: URN, text: "Hi!" }));
  await simulator.deliver(reply("k1", { urn: URN, text: "Hi!" }));
  expect(simulator.chats.of(URN)).toHaveLength(1);
});

test("a message that names no URN goes to the contact's own", async () => {
  const contact = await server.switchboard.contactWith(URN, "simulator");
  await simulator.deliver({ ...reply("k1", { text: "Hi!" }), contact: contact.id });
  expect(simulator.chats.of(URN)).toHaveLength(1);
});

test("what a flow says that was started from outside reaches the contact", async () => {
  await addDefinition(server.switchboard, chain("greeting", ["contact-send_msg", { text: "Hi!" }]));
  const feed = await openFeed(server, `urn=${encodeURIComponent(URN)}`);
  await feed.next();
  await server.request("POST", "/flows/greeting/start", { urn: URN });
  expect(await feed.next()).toMatchObject({ message: { direction: "out", text: "Hi!" } });
  feed.close();
});

test("a message for nobody and an effect that can't be shown are refused for good", async () => {
  await expect(simulator.deliver(reply("k1", { text: "Hi!" }))).rejects.toThrow(DeliveryRefused);
  await expect(simulator.deliver({ ...reply("k2", {}), event: { type: "email_sent" } })).rejects.toThrow(
    DeliveryRefused,
  );
});

test("a feed of nothing is refused", async () => {
  expect((await server.request("GET", "/simulator/feed")).status).toBe(400);
  expect((await server.request("GET", "/simulator/feed?call=none")).status).toBe(404);
});
