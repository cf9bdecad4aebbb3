import { said, sleeping, withLegs } from "../../metaflow/calls.js";
import { Bench } from "../../support/bench.js";
import { KazooServer } from "./server.js";

const connected = withLegs({ b: { number: "1002", status: "progressing" } });

let server: KazooServer;
let session: string;
beforeEach(async () => {
  server = await KazooServer.start(await Bench.open());
  session = await server.bench.call(sleeping([]), connected);
});
afterEach(() => server.close());

const path = (channel: string) => `/v2/accounts/acme/channels/${channel}`;
const types = () => server.bench.channel.types;

test("PUT runs a module and what follows it on the leg that is addressed", async () => {
  const module = { module: "say", data: { text: "one" }, children: { _: { module: "say", data: { text: "two" } } } };
  const { status, body } = await server.request("PUT", path("b"), { action: "metaflow", data: module });

  expect([status, body["data"]]).toEqual([202, "metaflow sent"]);
  expect(said(server.bench)).toEqual(["one", "two"]);
  expect(await server.bench.events(session, "metaflow_module")).toMatchObject([
    { leg: "b", endpoint: "api", data: { dtmf_leg: "b" } },
    { leg: "b", endpoint: "api", data: { dtmf_leg: "b" } },
  ]);
});

test("POST runs an action", async () => {
  const { status, body } = await server.request("POST", path("b"), { data: { action: "hangup" } });
  expect([status, body["data"]]).toEqual([202, "hangup initiated"]);
  expect(types()).toContain("call_hangup");
});

test.each([
  ["PUT", { action: "dance", data: { module: "hangup" } }, "invalid data", undefined],
  ["PUT", { data: { module: "hangup" } }, "invalid data", undefined],
  ["PUT", { action: "metaflow", data: {} }, "validation error", "module"],
  ["POST", { data: { action: "dance" } }, "invalid data", undefined],
  ["POST", { data: { action: "toString" } }, "invalid data", undefined],
  ["POST", { data: { action: "transfer" } }, "validation error", "target"],
  ["POST", { data: { action: "intercept", target_type: "device" } }, "validation error", "target_id"],
  ["POST", { data: { action: "intercept", target_type: "dog", target_id: "x" } }, "validation error", "target_type"],
])("%s %j is refused: %s", async (method, request, message, field) => {
  const { status, body } = await server.request(method, path("call"), request);
  expect([status, body["message"]]).toEqual([400, message]);
  if (field !== undefined) expect(Object.keys(body["data"] as object)).toContain(field);
  expect(await server.bench.events(session, "metaflow_module")).toEqual([]);
});

test.each(["nobody", "__proto__", "toString"])("there is no channel %s", async (channel) => {
  const { status, body } = await server.request("POST", path(channel), { data: { action: "hangup" } });
  expect([status, body["message"], body["data"]]).toEqual([404, "bad identifier", [channel]]);
});

test("a party that was transferred is a channel still", async () => {
  await server.request("POST", path("call"), { data: { action: "transfer", target: "600" } });
  await server.bench.hangUp();
  const say = { action: "metaflow", data: { module: "say", data: { text: "one" } } };
  expect((await server.request("PUT", path("b"), say)).status).toBe(202);
  expect(said(server.bench)).toEqual(["one"]);
});

test("a leg that has ended is no channel, while the others are", async () => {
  await server.bench.onCall({ type: "call", event: "hangup", leg: "b" });
  const hangUp = { data: { action: "hangup" } };
  expect((await server.request("POST", path("b"), hangUp)).status).toBe(404);
  expect((await server.request("POST", path("call"), hangUp)).status).toBe(202);
});
