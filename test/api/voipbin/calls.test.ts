import { isJsonObject, type JsonObject } from "../../../runtime/json.js";
import { each, errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const source = { type: "tel", target: "+821100000001" };
const ann = { type: "tel", target: "+15550100" };
const bob = { type: "tel", target: "+15550101" };
const sleep = { type: "sleep", option: { duration: 60_000 } };

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
});
afterEach(() => server.close());

async function called(body: object): Promise<JsonObject[]> {
  const { calls, groupcalls } = await server.post("/calls", body);
  await server.settle();
  expect(groupcalls).toEqual([]);
  return Array.isArray(calls) ? calls.filter(isJsonObject) : [];
}

/** Something happens on the call's own leg. */
async function happens(call: JsonObject | undefined, event: "answered" | "hangup", cause?: string): Promise<void> {
  const leg = String(call?.["id"]);
  const input = { type: "call", event, leg, ...(cause !== undefined && { cause }) } as const;
  await server.switchboard.callEvent("simulator", leg, input);
  await server.settle();
}

test("each destination has a call of its own", async () => {
  const calls = await called({ source, destinations: [ann, bob], actions: [sleep] });

  expect(calls).toMatchObject([
    { direction: "outgoing", status: "dialing", source, destination: ann },
    { direction: "outgoing", status: "dialing", source, destination: bob },
  ]);
  for (const { id, activeflow_id, flow_id, destination } of calls) {
    const call = await server.get(`/calls/${String(id)}`);
    expect(call).toMatchObject({ id, activeflow_id, flow_id, destination, source, direction: "outgoing" });
  }
});

test("the telephone rings, and the flow runs when it is answered", async () => {
  const actions = [{ type: "talk", option: { text: "hello ${who}" } }];
  const [call] = await called({ source, destinations: [ann], actions, variables: { who: "Ann" } });
  expect(server.channel.effects.map(({ event }) => event)).toMatchObject([
    { type: "call_dial", call: call?.["id"], from: source.target, to: ann.target },
  ]);

  await happens(call, "answered");

  expect(server.channel.effects.at(-1)?.event).toMatchObject({ type: "talk", text: "hello Ann" });

  expect(await server.get(`/calls/${String(call?.["id"])}`)).toMatchObject({ status: "progressing", hangup_by: "" });
});

test.each(["yes", "no", "auto"])("whether the number is hidden (%s) is for the channel to do", async (anonymous) => {
  await called({ source, destinations: [ann], actions: [sleep], anonymous });

  expect(server.channel.effects.map(({ event }) => event)).toMatchObject([{ type: "call_dial", anonymous }]);
});

test("numbers are hidden in no other way", async () => {
  const body = { source, destinations: [ann], actions: [sleep], anonymous: "maybe" };
  const refused = await server.request("POST", "/calls", body);
  expect(errorOf(refused)).toMatchObject({ http: 400, reason: "INVALID_ANONYMOUS_VALUE" });
});

test("a call that nobody answers says why it ended", async () => {
  const [call] = await called({ source, destinations: [ann], actions: [sleep] });

  await happens(call, "hangup", "busy");

  expect(await server.get(`/calls/${String(call?.["id"])}`)).toMatchObject({
    status: "hangup",
    hangup_by: "remote",
    hangup_reason: "busy",
  });
});

test("a call may be hung up, which ends its flow", async () => {
  const { id: flow } = await server.post("/flows", { actions: [sleep] });
  const [call] = await called({ source, destinations: [ann], flow_id: flow });
  await happens(call, "answered");

  await server.post(`/calls/${String(call?.["id"])}/hangup`);
  await server.settle();

  expect(server.channel.effects.at(-1)?.event).toMatchObject({ type: "call_hangup", call: call?.["id"] });
  expect(await server.get(`/activeflows/${String(call?.["activeflow_id"])}`)).toMatchObject({ status: "ended" });
});

test("a call that has ended is given as it is when it is hung up again", async () => {
  const [call] = await called({ source, destinations: [ann], actions: [sleep] });
  await happens(call, "hangup", "busy");

  const again = await server.post(`/calls/${String(call?.["id"])}/hangup`);

  expect(again).toMatchObject({ status: "hangup", hangup_by: "remote", hangup_reason: "busy" });
  expect(server.channel.types).toEqual(["call_dial"]);
});

test("incoming calls are listed too, newest first", async () => {
  const { id: flow } = await server.post("/flows", { actions: [sleep] });
  const incoming = { id: "c0000000-0000-4000-8000-000000000001", direction: "incoming", from: "+1", to: "+2" } as const;
  await server.switchboard.startFlow(
    { id: String(flow) },
    { call: incoming, channel: "simulator", lane: `call:${incoming.id}` },
  );
  await server.settle();
  const [call] = await called({ source, destinations: [ann], actions: [sleep] });

  expect(each(await server.get("/calls"), "id")).toEqual([call?.["id"], incoming.id]);
});

test("a deleted call is hung up, and then is gone", async () => {
  const [call] = await called({ source, destinations: [ann], actions: [sleep] });
  const path = `/calls/${String(call?.["id"])}`;

  expect((await server.request("DELETE", path)).status).toBe(200);
  await server.settle();

  expect(errorOf(await server.request("GET", path))).toMatchObject({ http: 404 });
  expect(each(await server.get("/calls"), "id")).toEqual([]);
});

test.each([
  [{ destinations: [ann], actions: [sleep] }, 400, "'source'"],
  [{ source, actions: [sleep] }, 400, "'destinations'"],
  [{ source, destinations: [ann] }, 400, "'flow_id' or 'actions'"],
  [{ source, destinations: [ann], flow_id: UNKNOWN_ID }, 404, "There is no flow"],
  [{ source, destinations: [ann], actions: [{ type: "dance" }] }, 400, "action 1 (dance)"],
])("%j is refused, and nobody is called", async (body, http, message) => {
  const refused = await server.request("POST", "/calls", body);

  expect(errorOf(refused)).toMatchObject({ http, message: expect.stringContaining(message) as string });
  expect(server.channel.effects).toEqual([]);
});

test.each([
  ["GET", ""],
  ["POST", "/hangup"],
  ["DELETE", ""],
])("%s of a call that there is not (%s) is 404", async (method, path) => {
  const missing = await server.request(method, `/calls/${UNKNOWN_ID}${path}`);

  expect(errorOf(missing)).toMatchObject({ http: 404, status: "NOT_FOUND", reason: "RESOURCE_NOT_FOUND" });
});
