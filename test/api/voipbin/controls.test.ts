import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { CAPABILITY_WORDS, type Capability } from "../../../runtime/channels/capabilities.js";
import type { JsonObject } from "../../../runtime/json.js";
import { errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const CALL = "c0000000-0000-4000-8000-000000000001";
const sleep = { type: "sleep", option: { duration: 60_000 } };
const NIL_ID = "00000000-0000-0000-0000-000000000000";

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
});
afterEach(() => server.close());

/** A call comes in, for these actions. */
async function comesIn(...actions: JsonObject[]): Promise<void> {
  const { id: flow } = await server.post("/flows", { actions });
  const call = { id: CALL, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
  await server.switchboard.startFlow({ id: String(flow) }, { call, channel: "simulator", lane: `call:${CALL}` });
  await server.settle();
  server.channel.effects.length = 0;
}

async function happens(input: Parameters<typeof server.switchboard.callEvent>[2]): Promise<void> {
  await server.switchboard.callEvent("simulator", CALL, input);
  await server.settle();
}

/** Asks for it, and gives what the call's channel was told. */
async function controlled(method: string, control: string, body?: object): Promise<JsonObject[]> {
  server.channel.effects.length = 0;
  const answer = await server.request(method, `/calls/${CALL}/${control}`, body);
  expect(answer).toMatchObject({ status: 200 });
  await server.settle();
  return server.channel.effects.map(({ event }) => event as JsonObject);
}

const own = { call: CALL, leg: CALL };

test.each<[method: string, control: string, body: object | undefined, effect: object]>([
  ["POST", "hold", undefined, { type: "hold", by: "api", hears: "silence" }],
  ["POST", "moh", undefined, { type: "moh" }],
  ["POST", "silence", undefined, { type: "silence" }],
  ["POST", "mute", { direction: "in" }, { type: "mute", direction: "in" }],
  ["POST", "mute", { direction: "" }, { type: "mute", direction: "both" }],
  ["POST", "mute", undefined, { type: "mute", direction: "both" }],
  ["POST", "talk", { text: "hello", language: "en-US" }, { type: "talk", text: "hello", language: "en-US" }],
  [
    "POST",
    "talk",
    { text: "hi", gender: "male", provider: "aws", voice_id: "Joey" },
    { type: "talk", voice_id: "Joey" },
  ],
])(
  "%s %s %j is for the call's channel to do, and the flow stays where it is",
  async (method, control, body, effect) => {
    await comesIn({ type: "answer" }, sleep);

    expect(await controlled(method, control, body)).toEqual([expect.objectContaining({ ...own, ...effect })]);

    const { activeflow_id } = await server.get(`/calls/${CALL}`);
    const run = await server.get(`/activeflows/${String(activeflow_id)}`);
    expect(run).toMatchObject({ status: "running", current_action: { type: "sleep" } });
  },
);

test.each([
  ["hold", { type: "unhold", by: "api" }],
  ["moh", { type: "moh_stop" }],
  ["silence", { type: "silence_stop" }],
  ["mute", { type: "unmute", direction: "both" }],
])("DELETE %s takes it back; what is so already is not told to the channel again", async (control, effect) => {
  await comesIn({ type: "answer" }, sleep);
  expect(await controlled("DELETE", control)).toEqual([]);
  await controlled("POST", control);
  expect(await controlled("POST", control)).toEqual([]);

  expect(await controlled("DELETE", control)).toEqual([expect.objectContaining({ ...own, ...effect })]);
  expect(await controlled("DELETE", control)).toEqual([]);
});

test("a control without a body of its own is answered without one", async () => {
  await comesIn({ type: "answer" }, sleep);
  const { status, body } = await server.request("POST", `/calls/${CALL}/hold`);
  expect([status, body]).toEqual([200, { text: "" }]);
});

test("the call says in which directions it is muted", async () => {
  await comesIn({ type: "answer" }, sleep);
  const muted = async (): Promise<unknown> => (await server.get(`/calls/${CALL}`))["mute_direction"];
  expect(await muted()).toBe("");
  await controlled("POST", "mute", { direction: "in" });
  expect(await muted()).toBe("in");
  await controlled("POST", "mute", { direction: "out" });
  expect(await muted()).toBe("both");
  await controlled("DELETE", "mute", { direction: "in" });
  expect(await muted()).toBe("out");
});

test("talking answers a call that rings at us", async () => {
  await comesIn(sleep);
  const types = (await controlled("POST", "talk", { text: "hello" })).map(({ type }) => type);
  expect(types).toEqual(["call_answered", "talk"]);
  expect(await server.get(`/calls/${CALL}`)).toMatchObject({ status: "progressing" });
});

test("what the flow says is heard to its end before a program talks", async () => {
  await comesIn({ type: "talk", option: { text: "one" } }, { type: "talk", option: { text: "two" } });
  const { media } = await legOfFlow();
  expect(await controlled("POST", "talk", { text: "between" })).toEqual([]);

  await happens({ type: "media", media: String(media) });

  expect(server.channel.effects.map(({ event }) => event["text"])).toEqual(["between", "two"]);
});

async function legOfFlow() {
  const found = await server.switchboard.store.sessionOfCall(CALL);
  return found!.session.call!.legs[CALL]!;
}

test("a recording is begun and ended, and the call names it", async () => {
  await comesIn({ type: "answer" }, sleep);

  const path = `/calls/${CALL}/recording_start`;
  const begun = await server.post(path, { format: "mp3", end_of_silence: 5, end_of_key: "#", duration: 600 });
  await server.settle();

  const recording = begun["recording_id"];
  expect(begun["recording_ids"]).toEqual([recording]);
  expect(server.channel.effects.map(({ event }) => event)).toEqual([
    { type: "recording_start", ...own, recording, format: "mp3", end_of_silence: 5, end_of_key: "#", duration: 600 },
  ]);

  expect(await server.post(`/calls/${CALL}/recording_stop`)).toMatchObject({
    id: CALL,
    recording_id: NIL_ID,
    recording_ids: [recording],
  });
  await server.settle();
  expect(server.channel.effects.at(-1)?.event).toMatchObject({ type: "recording_stop", recording });
});

test("a flow follows a recording once, and knows it", async () => {
  await comesIn({ type: "answer" }, sleep);
  const { id: flow } = await server.post("/flows", { actions: [sleep] });
  const { recording_id: recording } = await server.post(`/calls/${CALL}/recording_start`, { on_end_flow_id: flow });
  const data = { recording: String(recording), files: ["https://a.example/1.wav"] };
  for (let twice = 0; twice < 2; twice++) await happens({ type: "signal", name: "recording_finished", data });

  const { result } = await server.get("/activeflows");
  const followers = (result as JsonObject[]).filter(({ flow_id }) => flow_id === flow);
  expect(followers).toMatchObject([{ reference_type: "recording", reference_id: recording }]);
  const follower = await server.switchboard.store.session(String(followers[0]?.["id"]));
  expect(follower?.session.variables).toMatchObject({
    "voipbin.recording.id": recording,
    "voipbin.recording.reference_id": CALL,
    "voipbin.recording.filenames": "https://a.example/1.wav",
  });
});

const POSTS: readonly [control: string, body?: object][] = [
  ["talk", { text: "hello" }],
  ["hold"],
  ["mute"],
  ["moh"],
  ["silence"],
  ["recording_start"],
  ["recording_stop"],
];
const DELETES: readonly [control: string, body?: object][] = [["hold"], ["mute"], ["moh"], ["silence"]];
const ALL = [
  ...POSTS.map(([control, body]) => ["POST", control, body] as const),
  ...DELETES.map(([control, body]) => ["DELETE", control, body] as const),
];

async function refused(method: string, control: string, body?: object, call = CALL): Promise<JsonObject> {
  server.channel.effects.length = 0;
  const answer = await server.request(method, `/calls/${call}/${control}`, body);
  await server.settle();
  expect(server.channel.effects).toEqual([]);
  return errorOf(answer);
}

test.each(ALL)("%s %s of a call that there is not is 404", async (method, control, body) => {
  expect(await refused(method, control, body, UNKNOWN_ID)).toMatchObject({ http: 404, reason: "RESOURCE_NOT_FOUND" });
});

test("a call that has its provider's id is found by that", async () => {
  const id = `CA${"0".repeat(32)}`;
  const { id: flow } = await server.post("/flows", { actions: [{ type: "answer" }, sleep] });
  const call = { id, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
  await server.switchboard.startFlow({ id: String(flow) }, { call, channel: "simulator", lane: `call:${id}` });
  await server.settle();

  expect(await server.request("POST", `/calls/${id}/hold`)).toMatchObject({ status: 200 });
  expect(await server.get(`/calls/${id}`)).toMatchObject({ id, status: "progressing" });
});

test.each(ALL)("%s %s of what is no id is 400", async (method, control, body) => {
  expect(await refused(method, control, body, "none")).toMatchObject({ http: 400, reason: "INVALID_ID" });
});

test.each(ALL)("%s %s of a call that has ended is 409", async (method, control, body) => {
  await comesIn({ type: "answer" }, sleep);
  await happens({ type: "call", event: "hangup", leg: CALL });

  expect(await refused(method, control, body)).toMatchObject({
    http: 409,
    status: "FAILED_PRECONDITION",
    reason: "CALL_ENDED",
    message: expect.stringContaining("the call has ended") as string,
  });
});

test.each(ALL)("%s %s of a call that nobody has answered is 409", async (method, control, body) => {
  const { calls } = await server.post("/calls", {
    source: { target: "+15550199" },
    destinations: [{ target: "+15550100" }],
    actions: [sleep],
  });
  await server.settle();
  const [{ id }] = calls as [{ id: string }];

  expect(await refused(method, control, body, id)).toMatchObject({ http: 409, reason: "CALL_NOT_ANSWERED" });
});

test.each<[control: string, body: object, message: string]>([
  ["talk", {}, "'text'"],
  ["talk", { text: "" }, "'text'"],
  ["talk", { text: "x".repeat(10_001) }, "'text'"],
  ["talk", { text: "hello", gender: "robot" }, "'gender'"],
  ["talk", { text: "hello", provider: "acme" }, "'provider'"],
  ["mute", { direction: "up" }, "'direction'"],
  ["recording_start", { format: "flac" }, "'format'"],
  ["recording_start", { duration: -1 }, "'duration'"],
  ["recording_start", { end_of_silence: 1.5 }, "'end_of_silence'"],
  ["recording_start", { end_of_key: "7" }, "'end_of_key'"],
])("POST %s with %j is 400", async (control, body, message) => {
  await comesIn({ type: "answer" }, sleep);
  expect(await refused("POST", control, body)).toMatchObject({
    http: 400,
    status: "INVALID_ARGUMENT",
    message: expect.stringContaining(message) as string,
  });
});

test("DELETE mute reads its body, and refuses one that is no JSON", async () => {
  await comesIn({ type: "answer" }, sleep);
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await server.request("DELETE", `/calls/${CALL}/mute`, "direction=in", form);
  expect(errorOf(answer)).toMatchObject({ http: 400 });
});

test("a flow that there is not cannot follow a recording", async () => {
  await comesIn({ type: "answer" }, sleep);
  const body = { on_end_flow_id: UNKNOWN_ID };
  expect(await refused("POST", "recording_start", body)).toMatchObject({ http: 404, reason: "FLOW_NOT_FOUND" });
});

test("a call is recorded once at a time", async () => {
  await comesIn({ type: "answer" }, sleep);
  expect(await refused("POST", "recording_stop")).toMatchObject({ http: 409, reason: "NOT_RECORDING" });
  await controlled("POST", "recording_start");
  expect(await refused("POST", "recording_start")).toMatchObject({ http: 409, reason: "ALREADY_RECORDING" });
});

test("ten announcements wait for what the flow says, and no more", async () => {
  await comesIn({ type: "talk", option: { text: "a long story" } });
  for (let count = 0; count < 10; count++) await controlled("POST", "talk", { text: `announcement ${count}` });
  expect(await refused("POST", "talk", { text: "one more" })).toMatchObject({
    http: 409,
    reason: "TOO_MANY_ANNOUNCEMENTS",
  });
});

test.each<[method: string, control: string, body: object | undefined, lacks: Capability]>([
  ["POST", "talk", { text: "hello" }, "voice"],
  ["POST", "hold", undefined, "hold"],
  ["DELETE", "moh", undefined, "hold"],
  ["POST", "silence", undefined, "hold"],
  ["POST", "mute", undefined, "mute"],
  ["POST", "recording_start", undefined, "recording"],
])("%s %s %j is 409 where the channel cannot do it", async (method, control, body, capability) => {
  const can = (Object.keys(CAPABILITY_WORDS) as Capability[]).filter((each) => each !== capability);
  Object.assign(server.channel, { capabilities: { can } });
  await comesIn({ type: "answer" }, sleep);

  expect(await refused(method, control, body)).toMatchObject({
    http: 409,
    status: "FAILED_PRECONDITION",
    reason: "CHANNEL_CANNOT",
    message: expect.stringContaining(CAPABILITY_WORDS[capability]) as string,
  });
});

test.each([
  ["hold", undefined],
  ["moh", undefined],
  ["mute", { direction: "in" }],
  ["talk", { text: "hello" }],
])("what the channel refuses when it is asked to %s is not so, and the call says why", async (control, body) => {
  await comesIn({ type: "answer" }, sleep);
  const before = await legOfFlow();
  server.channel.answer = () => {
    throw new DeliveryRefused("The party has a telephone of wood.");
  };

  await controlled("POST", control, body);

  expect(await legOfFlow()).toEqual(before);
  const { activeflow_id } = await server.get(`/calls/${CALL}`);
  const events = await server.switchboard.store.events(String(activeflow_id));
  expect(events.at(-1)?.event).toEqual({ type: "error", text: `${control}: The party has a telephone of wood.` });
});

test("a channel that cannot talk into a bridge is not asked to", async () => {
  Object.assign(server.channel, { capabilities: { can: ["voice", "conference"] } });
  await comesIn({ type: "answer" }, { type: "confbridge_join", option: { confbridge_id: UNKNOWN_ID } });
  expect(await refused("POST", "talk", { text: "hello" })).toMatchObject({ http: 409, reason: "CHANNEL_CANNOT" });
});
