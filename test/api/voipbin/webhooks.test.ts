import { createHmac } from "node:crypto";
import { NIL_ID } from "../../../runtime/formats/voipbin/index.js";
import { isJsonObject, type JsonObject } from "../../../runtime/json.js";
import { HttpRequests } from "../../../runtime/outgoing/http-requests.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import { bodyOf, loopback, type Loopback } from "../../outgoing/server.js";
import { NOW } from "../../support/bench.js";
import { errorOf, startVoipbinServer, type VoipbinServer } from "./server.js";

interface Told {
  readonly method: string;
  readonly path: string;
  readonly signature: unknown;
  readonly body: string;
}

const told: Told[] = [];
/** Statuses of the next answers; then 200. */
let answers: number[];
let customer: Loopback;
let server: VoipbinServer;
let clock: VirtualClock;

beforeEach(async () => {
  told.length = 0;
  answers = [];
  clock = new VirtualClock(NOW);
  customer = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = "", url = "", headers } = request;
      told.push({ method, path: url, signature: headers["x-voipbin-signature"], body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
});
afterEach(async () => {
  await server.close();
  await customer[Symbol.asyncDispose]();
});

async function start(webhook?: { secret?: string; method?: "PUT" }): Promise<void> {
  const voipbin = webhook ? { webhook: { uri: `${customer.url}/events`, ...webhook } } : {};
  server = await startVoipbinServer({ clock, voipbin });
  server.switchboard.channels.addDeliverer(new HttpRequests(customer.http));
}

const source = { type: "tel", target: "+821100000001" };
const ann = { type: "tel", target: "+15550100" };
const sleep = { type: "sleep", option: { duration: 60_000 } };

async function startActiveflow(body: object): Promise<string> {
  const { id } = await server.post("/activeflows", body);
  await server.settle();
  return String(id);
}

async function startCall(actions: readonly object[]): Promise<string> {
  const { calls } = await server.post("/calls", { source, destinations: [ann], actions });
  await server.settle();
  const [call] = Array.isArray(calls) ? calls : [];
  return String(isJsonObject(call) ? call["id"] : undefined);
}

async function happens(call: string, event: "ringing" | "answered" | "hangup"): Promise<void> {
  await server.switchboard.callEvent("simulator", call, { type: "call", event, leg: call });
  await server.settle();
}

function documents(path?: string): { type: string; data: JsonObject }[] {
  return told.filter((each) => path === undefined || each.path === path).map(({ body }) => JSON.parse(body));
}

/** The type of each event, with what its document says at some field. */
function each(field: (data: JsonObject) => unknown, prefix = ""): unknown[] {
  return documents()
    .filter(({ type }) => type.startsWith(prefix))
    .map(({ type, data }) => [type, field(data)]);
}

const typeOfAction = ({ current_action }: JsonObject): unknown =>
  isJsonObject(current_action) ? current_action["type"] : undefined;

test("an activeflow is told when it is created, at every advance, and once more when it has ended", async () => {
  await start({});

  await startActiveflow({
    actions: [
      { type: "variable_set", option: { key: "a", value: "1" } },
      { type: "talk", option: { text: "passed over, without a call" } },
    ],
  });

  expect(each(typeOfAction)).toEqual([
    ["activeflow_created", ""],
    ["activeflow_updated", "variable_set"],
    ["activeflow_updated", "talk"],
    ["activeflow_updated", "finish"],
    ["activeflow_updated", "finish"],
  ]);
  expect(documents().map(({ data }) => data["status"])).toEqual(["running", "running", "running", "running", "ended"]);
});

test("the document is the public one, with the options as they were filled in", async () => {
  await start({});

  const id = await startActiveflow({
    variables: { who: "Ann" },
    actions: [{ type: "variable_set", option: { key: "greeting", value: "Hello ${who}" } }],
  });

  const last = documents().at(-1)?.data;
  expect(last).toEqual(await server.get(`/activeflows/${id}`));
  expect(last?.["executed_actions"]).toMatchObject([
    { type: "" },
    { type: "variable_set", option: { key: "greeting", value: "Hello Ann" } },
  ]);
});

test("a call is told as it is dialled, rings, is answered, does something and ends", async () => {
  await start({});
  const call = await startCall([sleep]);

  await happens(call, "ringing");
  await happens(call, "answered");
  await happens(call, "hangup");

  expect(each((data) => [data["status"], data["hangup_by"]], "call_")).toEqual([
    ["call_created", ["dialing", ""]],
    ["call_dialing", ["dialing", ""]],
    ["call_ringing", ["ringing", ""]],
    ["call_progressing", ["progressing", ""]],
    ["call_updated", ["progressing", ""]],
    ["call_hangup", ["hangup", "remote"]],
  ]);
  expect(documents().find(({ type }) => type === "call_updated")?.data).toMatchObject({
    ...{ id: call, source, destination: ann, direction: "outgoing", action: { type: "sleep" } },
    tm_progressing: expect.stringMatching(/^2\d\d\d-/),
    tm_hangup: "9999-01-01 00:00:00.000000",
  });
});

test("a call is told when it is muted, and when it is not any more", async () => {
  await start({});
  const call = await startCall([sleep]);
  await happens(call, "answered");
  told.length = 0;

  await server.post(`/calls/${call}/mute`, { direction: "out" });
  await server.request("DELETE", `/calls/${call}/mute`);
  await server.settle();

  expect(each((data) => [data["id"], data["mute_direction"]])).toEqual([
    ["call_updated", [call, "out"]],
    ["call_updated", [call, ""]],
  ]);
});

test("whom a flow connects is a call of its own, whose master is the flow's", async () => {
  await start({});
  const bob = { type: "tel", target: "+15550101" };
  const call = await startCall([
    { type: "connect", option: { source: { type: "tel", target: "+1999" }, destinations: [bob] } },
  ]);

  await happens(call, "answered");

  const connected = documents().filter(({ type, data }) => type.startsWith("call_") && data["master_call_id"] === call);
  expect(connected.map(({ type }) => type)).toEqual(["call_created", "call_dialing"]);
  expect(connected[0]?.data).toMatchObject({ source: { target: "+1999" }, destination: bob, status: "dialing" });
});

test("a message is told once for all its destinations, and again when a channel has sent it", async () => {
  await start({});
  const destinations = [ann, { type: "tel", target: "+15550101" }];

  const id = await startActiveflow({
    actions: [{ type: "message_send", option: { source, destinations, text: "hi" } }],
  });

  const statuses = ({ targets }: JsonObject): unknown[] =>
    (Array.isArray(targets) ? targets : []).map((target) => (isJsonObject(target) ? target["status"] : undefined));
  expect(each(statuses, "message_")).toEqual([
    ["message_created", ["queued", "queued"]],
    ["message_updated", ["sent", "queued"]],
    ["message_updated", ["sent", "sent"]],
  ]);
  expect(documents().find(({ type }) => type === "message_created")?.data).toMatchObject({
    ...{ activeflow_id: id, type: "sms", source, text: "hi", direction: "outbound" },
    targets: destinations.map((destination) => ({ destination })),
  });
});

test("a message that starts a flow is told once, whatever flow follows", async () => {
  await start({});
  const { id: follower } = await server.post("/flows", { actions: [] });
  const { id } = await server.post("/flows", { actions: [], on_complete_flow_id: follower });

  await server.switchboard.startFlow(
    { id: String(id) },
    {
      urn: "tel:+15550100",
      channel: "simulator",
      message: { uuid: "m", urn: "tel:+15550100", text: "hello" },
      trigger: { type: "msg", at: NOW },
    },
  );
  await server.settle();

  // Sessions are told apart from each other, in no order.
  expect(new Set(each((data) => data["flow_id"], "activeflow_created").map(String))).toEqual(
    new Set([`activeflow_created,${String(id)}`, `activeflow_created,${String(follower)}`]),
  );
  expect(each(({ direction, text }) => [direction, text], "message_")).toEqual([
    ["message_created", ["inbound", "hello"]],
  ]);
});

test("a message that the API sends is told as a message, and as no activeflow", async () => {
  await start({});
  const { id } = await server.post("/messages", { destinations: [ann], text: "hi" });
  await server.settle();

  expect(each((data) => data["id"])).toEqual([
    ["message_created", id],
    ["message_updated", id],
  ]);
});

test("recordings and transcriptions are told", async () => {
  await start({});
  const call = await startCall([
    { type: "recording_start", option: { format: "wav" } },
    { type: "transcribe_start", option: { language: "en-US" } },
    sleep,
  ]);
  await happens(call, "answered");
  const started = documents().find(({ type }) => type === "recording_started")?.data;

  const say = (name: string, data: JsonObject) =>
    server.switchboard.callEvent("simulator", call, { type: "signal", name, data });
  await say("transcript", { direction: "in", text: "good morning" });
  await say("recording_finished", { recording: started?.["id"] ?? "", files: ["https://files.example/1.wav"] });
  await happens(call, "hangup");

  expect(started).toMatchObject({ reference_id: call, status: "recording", format: "wav" });
  expect(documents().filter(({ type }) => /^(recording|transcri)/.test(type))).toMatchObject([
    { type: "recording_started" },
    { type: "transcribe_created", data: { reference_id: call, language: "en-US", status: "progressing" } },
    { type: "transcript_created", data: { direction: "in", message: "good morning" } },
    { type: "recording_finished", data: { id: started?.["id"], filenames: ["https://files.example/1.wav"] } },
    { type: "transcribe_done", data: { status: "done" } },
  ]);
});

test("a caller's way through a queue is told", async () => {
  await start({});
  server.switchboard.callCentre.add({
    agents: [{ id: "ann", tag_ids: ["sales"], addresses: [ann] }],
    queues: [{ id: "sales", tag_ids: ["sales"] }],
  });
  const call = await startCall([{ type: "queue_join", option: { queue_id: "sales" } }]);
  await happens(call, "answered");
  const agent = documents().find(({ type, data }) => type === "call_dialing" && data["id"] !== call)?.data["id"];
  await server.switchboard.callEvent("simulator", call, { type: "call", event: "answered", leg: String(agent) });
  await happens(call, "hangup");

  expect(each(({ status, service_agent_id }) => [status, service_agent_id], "queuecall_")).toEqual([
    ["queuecall_created", ["initiating", NIL_ID]],
    ["queuecall_waiting", ["waiting", NIL_ID]],
    ["queuecall_connecting", ["connecting", "ann"]],
    ["queuecall_serviced", ["service", "ann"]],
    ["queuecall_done", ["done", "ann"]],
  ]);
  expect(documents().findLast(({ type }) => type === "queuecall_done")?.data).toMatchObject({
    ...{ queue_id: "sales", reference_type: "call", reference_id: call },
    tm_service: expect.stringMatching(/^2/),
    tm_end: expect.stringMatching(/^2/),
  });
});

test("a deleted activeflow is told with its call", async () => {
  await start({});
  const call = await startCall([sleep]);
  const { activeflow_id } = await server.get(`/calls/${call}`);
  told.length = 0;

  await server.request("DELETE", `/activeflows/${String(activeflow_id)}`);
  await server.settle();

  expect(documents().map(({ type }) => type)).toEqual([
    "call_canceling",
    "activeflow_updated",
    "activeflow_deleted",
    "call_deleted",
  ]);
});

test("the body is signed with the secret", async () => {
  await start({ secret: "hush", method: "PUT" });

  await startActiveflow({ actions: [] });

  const [first] = told;
  const expected = createHmac("sha256", "hush")
    .update(first?.body ?? "")
    .digest("hex");
  expect(first).toMatchObject({ method: "PUT", path: "/events", signature: `sha256=${expected}` });
});

test("an event that the server cannot take is tried three times, a second apart, and those behind it still arrive", async () => {
  await start({});
  answers = [500, 503, 500];

  await startActiveflow({ actions: [] });
  await clock.advanceTo(NOW + 10_000, () => server.settle());

  const types = documents().map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(["activeflow_created", "activeflow_created", "activeflow_created"]);
  expect(types.slice(3)).toEqual(["activeflow_updated", "activeflow_updated"]);
});

test("an answer that says no is final", async () => {
  await start({});
  answers = [410];

  await startActiveflow({ actions: [] });
  await clock.advanceTo(NOW + 10_000, () => server.settle());

  expect(documents().map(({ type }) => type)).toEqual([
    "activeflow_created",
    "activeflow_updated",
    "activeflow_updated",
  ]);
});

test("an activeflow's own webhook gets what names the activeflow, and nothing of others", async () => {
  await start();
  const flow = { actions: [{ type: "message_send", option: { source, destinations: [ann], text: "hi" } }] };

  const document = await server.post("/activeflows", {
    ...flow,
    webhook_uri: `${customer.url}/own`,
    webhook_method: "PUT",
  });
  await startActiveflow(flow);

  expect(document).toMatchObject({ webhook_uri: `${customer.url}/own`, webhook_method: "PUT" });
  expect(await server.get(`/activeflows/${String(document["id"])}`)).toMatchObject({
    webhook_uri: `${customer.url}/own`,
  });
  expect(told.map(({ method, path }) => `${method} ${path}`)).toEqual(["PUT /own", "PUT /own"]);
  expect(each((data) => data["activeflow_id"])).toEqual([
    ["message_created", document["id"]],
    ["message_updated", document["id"]],
  ]);
});

test.each([
  ["of another scheme", { webhook_uri: "ftp://crm.example/events" }, "INVALID_WEBHOOK_URI"],
  ["without a scheme", { webhook_uri: "crm.example" }, "INVALID_WEBHOOK_URI"],
  ["that is too long", { webhook_uri: `https://crm.example/${"x".repeat(2048)}` }, "INVALID_WEBHOOK_URI"],
  ["with another method", { webhook_uri: "https://crm.example", webhook_method: "PATCH" }, "INVALID_WEBHOOK_METHOD"],
])("a webhook %s is refused", async (_what, webhook, reason) => {
  await start();

  const answer = await server.request("POST", "/activeflows", { actions: [], ...webhook });

  expect(errorOf(answer)).toMatchObject({ http: 400, status: "INVALID_ARGUMENT", reason });
});
