import { isJsonObject, type JsonObject } from "../../../runtime/json.js";
import type { CallInput } from "../../../runtime/session/input.js";
import { each, errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const source = { type: "tel", target: "+821100000001" };
const actions = [{ type: "talk", option: { text: "hello ${who}" } }];
const variables = { who: "Kim" };
const HOME = "+15550111";
const MOBILE = "+15550112";
const addresses = [
  { type: "tel", target: HOME },
  { type: "tel", target: MOBILE },
];
const kim = { type: "agent", target: "kim" };
const lee = { type: "agent", target: "lee" };
const NIL_ID = "00000000-0000-0000-0000-000000000000";

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
  server.switchboard.callCentre.add({
    agents: [
      { id: "kim", addresses },
      { id: "lee", addresses, ring_method: "linear" },
      { id: "nobody", addresses: [] },
    ],
  });
});
afterEach(() => server.close());

/** Calls the destinations; gives the group calls. */
async function called(...destinations: JsonObject[]): Promise<JsonObject[]> {
  const { groupcalls } = await server.post("/calls", { source, destinations, actions, variables });
  await server.settle();
  return Array.isArray(groupcalls) ? groupcalls.filter(isJsonObject) : [];
}

/** Numbers that were dialled, and calls that were hung up, in order. */
const dialled = (): unknown[] =>
  server.channel.effects.flatMap(({ event }) => (event.type === "call_dial" ? [event["to"]] : []));
const hungUp = (): unknown[] =>
  server.channel.effects.flatMap(({ event }) => (event.type === "call_hangup" ? [event["call"]] : []));
const said = (): unknown[] =>
  server.channel.effects.flatMap(({ event }) => (event.type === "talk" ? [[event["call"], event["text"]]] : []));

/** The newest call to a number. */
function callTo(number: string): string {
  const dial = server.channel.effects.findLast(({ event }) => event.type === "call_dial" && event["to"] === number);
  return String(dial?.event["call"]);
}

async function does(number: string, event: CallInput["event"], cause?: string): Promise<void> {
  const leg = callTo(number);
  const input = { type: "call", event, leg, ...(cause !== undefined && { cause }) } as const;
  await server.switchboard.callEvent("simulator", leg, input);
  await server.settle();
}

const groupcall = (group: JsonObject | undefined) => server.get(`/groupcalls/${String(group?.["id"])}`);

test("an agent is a group call: all telephones ring, and the first that answers has the call", async () => {
  const [group] = await called(kim);
  expect(group).toMatchObject({
    ...{ status: "progressing", source, destinations: addresses },
    ...{ ring_method: "ring_all", answer_method: "hangup_others", answer_call_id: NIL_ID, call_count: 2 },
    call_ids: [callTo(HOME), callTo(MOBILE)],
  });
  expect(dialled()).toEqual([HOME, MOBILE]);

  await does(MOBILE, "answered");

  expect(hungUp()).toEqual([callTo(HOME)]);
  expect(said()).toEqual([[callTo(MOBILE), "hello Kim"]]);
  await does(HOME, "hangup");
  expect(await groupcall(group)).toMatchObject({
    ...{ status: "progressing", answer_call_id: callTo(MOBILE), call_count: 1 },
  });
});

test("of a linear agent one telephone rings after another until one is answered", async () => {
  const [group] = await called(lee);
  expect(group).toMatchObject({ ring_method: "linear", call_ids: [callTo(HOME)], dial_index: 0 });
  expect(dialled()).toEqual([HOME]);

  await does(HOME, "hangup", "busy");
  expect(dialled()).toEqual([HOME, MOBILE]);
  expect(await groupcall(group)).toMatchObject({
    ...{ status: "progressing", call_ids: [callTo(HOME), callTo(MOBILE)], call_count: 1, dial_index: 1 },
  });

  await does(MOBILE, "answered");
  expect(said()).toEqual([[callTo(MOBILE), "hello Kim"]]);
  expect(hungUp()).toEqual([]);
});

test("a group call that nobody answers has ended", async () => {
  const [group] = await called(lee);
  await does(HOME, "hangup", "noanswer");
  await does(MOBILE, "hangup", "noanswer");
  expect(dialled()).toEqual([HOME, MOBILE]);
  expect(await groupcall(group)).toMatchObject({ status: "hangup", answer_call_id: NIL_ID, call_count: 0 });
});

test("nobody else rings once the call was answered", async () => {
  await called(lee);
  await does(HOME, "answered");
  await does(HOME, "hangup");
  expect(dialled()).toEqual([HOME]);
});

test.each([
  ["an agent", kim],
  ["a linear agent", lee],
])("%s who is called no more rings no more", async (_, agent) => {
  const [group] = await called(agent);
  const before = dialled();

  expect(await server.post(`/groupcalls/${String(group?.["id"])}/hangup`)).toMatchObject({ status: "hangingup" });
  await server.settle();

  expect(hungUp()).toEqual(group?.["call_ids"]);
  for (const number of before) await does(String(number), "hangup");
  expect(dialled()).toEqual(before);
  expect(await groupcall(group)).toMatchObject({ status: "hangup" });
});

test("calls and group calls may be asked for together, and calls say which group they belong to", async () => {
  const ann = { type: "tel", target: "+15550100" };
  const { calls, groupcalls } = await server.post("/calls", { source, destinations: [ann, kim], actions });
  await server.settle();
  expect(calls).toMatchObject([{ destination: ann, groupcall_id: NIL_ID }]);
  expect(groupcalls).toHaveLength(1);
  const [group] = groupcalls as [JsonObject];
  expect(await server.get(`/calls/${callTo(MOBILE)}`)).toMatchObject({ groupcall_id: group["id"] });
});

test("an extension is a group call too", async () => {
  const [group] = await called({ type: "extension", target: "2001" });
  expect(group).toMatchObject({ ring_method: "ring_all", call_ids: [callTo("2001")] });
});

test("several numbers are a group call where a client wants it so", async () => {
  const group = await server.post("/groupcalls", {
    source,
    destinations: [...addresses],
    actions,
    ring_method: "linear",
  });
  await server.settle();
  expect(group).toMatchObject({ destinations: addresses, ring_method: "linear" });
  await does(HOME, "hangup", "busy");
  expect(dialled()).toEqual([HOME, MOBILE]);
});

test("group calls are listed newest first, each once", async () => {
  const [one] = await called(kim);
  const [two] = await called(kim);
  expect(each(await server.get("/groupcalls"), "id")).toEqual([two?.["id"], one?.["id"]]);
});

test.each([
  [{ type: "agent", target: "nobody" }],
  [{ type: "agent", target: "stranger" }],
  [{ type: "email", target: "ann@a.example" }],
])("%j can be called by nobody, and nobody is called", async (destination) => {
  const refused = await server.request("POST", "/calls", { source, destinations: [kim, destination], actions });
  await server.settle();
  expect(errorOf(refused)).toMatchObject({
    http: 400,
    reason: "INVALID_DESTINATION",
    message: expect.stringContaining("'destinations/1'") as string,
  });
  expect(dialled()).toEqual([]);
});

test.each([
  ["GET", ""],
  ["POST", "/hangup"],
])("%s of a group call that there is not (%s) is 404, also of one of its other calls", async (method, path) => {
  await called(kim);
  for (const id of [UNKNOWN_ID, callTo(MOBILE)]) {
    const missing = await server.request(method, `/groupcalls/${id}${path}`);
    expect(errorOf(missing)).toMatchObject({ http: 404, reason: "RESOURCE_NOT_FOUND" });
  }
});

test.each([
  [{ ring_method: "random" }, "'ring_method'"],
  [{ answer_method: "hangup_all" }, "'answer_method'"],
  [{ destinations: [] }, "'destinations'"],
])("a group call with %j is refused", async (wrong, message) => {
  const refused = await server.request("POST", "/groupcalls", { source, destinations: addresses, actions, ...wrong });
  expect(errorOf(refused)).toMatchObject({ http: 400, message: expect.stringContaining(message) as string });
});
