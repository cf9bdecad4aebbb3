import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { each, errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const source = { type: "tel", target: "+821100000001" };
const ann = { type: "tel", target: "+15550100" };
const bob = { type: "tel", target: "+15550101" };
const NEVER = "9999-01-01 00:00:00.000000";

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
});
afterEach(() => server.close());

test("a message goes to each destination", async () => {
  const created = await server.post("/messages", { source, destinations: [ann, bob], text: "hello ${x}" });
  await server.settle();

  expect(created).toMatchObject({
    type: "sms",
    source,
    text: "hello ${x}",
    direction: "outbound",
    targets: [
      { destination: ann, status: "queued" },
      { destination: bob, status: "queued" },
    ],
    tm_delete: NEVER,
  });
  expect(server.channel.effects.map(({ event }) => [event["source"], event["destination"], event["text"]])).toEqual([
    [source.target, ann.target, "hello ${x}"],
    [source.target, bob.target, "hello ${x}"],
  ]);
});

test("what became of it is told for each destination", async () => {
  server.channel.answer = ({ event }) => {
    if (event["destination"] === bob.target) throw new DeliveryRefused("nobody has this number");
  };
  const { id } = await server.post("/messages", { destinations: [ann, bob], text: "hello" });
  await server.settle();

  const message = await server.get(`/messages/${String(id)}`);

  expect(message["targets"]).toMatchObject([
    { destination: ann, status: "sent", parts: 1 },
    { destination: bob, status: "failed" },
  ]);
  expect(message["tm_update"]).not.toBe(NEVER);
});

test("messages are listed newest first", async () => {
  const one = await server.post("/messages", { destinations: [ann], text: "one" });
  const two = await server.post("/messages", { destinations: [ann], text: "two" });
  await server.settle();

  expect(each(await server.get("/messages"), "id")).toEqual([two["id"], one["id"]]);
});

test.each([
  [{ text: "hello" }, "'destinations'"],
  [{ destinations: [], text: "hello" }, "'destinations'"],
  [{ destinations: [{ type: "tel" }], text: "hello" }, "'destinations/0/target'"],
  [{ destinations: [ann] }, "'text'"],
  [{ destinations: Array.from({ length: 101 }, () => ann), text: "hello" }, "'destinations'"],
])("%j is refused", async (body, message) => {
  const refused = await server.request("POST", "/messages", body);

  expect(errorOf(refused)).toMatchObject({
    http: 400,
    status: "INVALID_ARGUMENT",
    message: expect.stringContaining(message) as string,
  });
});

test("a message that there is not is 404", async () => {
  const missing = await server.request("GET", `/messages/${UNKNOWN_ID}`);

  expect(errorOf(missing)).toMatchObject({ http: 404, reason: "RESOURCE_NOT_FOUND" });
});
