import type { JsonObject } from "../../../runtime/json.js";
import { TOKEN } from "../server.js";
import { each, errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const NIL = "00000000-0000-0000-0000-000000000000";
const START = { id: "00000000-0000-0000-0000-000000000001", next_id: NIL, type: "" };
const FINISH = { id: "00000000-0000-0000-0000-000000000002", next_id: NIL, type: "finish" };
const NEVER = "9999-01-01 00:00:00.000000";

const answer = { id: "a0000000-0000-4000-8000-000000000001", type: "answer" };
const set = {
  id: "a0000000-0000-4000-8000-000000000002",
  type: "variable_set",
  option: { key: "x", value: "${given}" },
};
const wait = {
  id: "a0000000-0000-4000-8000-000000000003",
  type: "conversation_send",
  option: { conversation_id: "tel:+15550100", text: "hello", sync: true },
};

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
});
afterEach(() => server.close());

/** Starts actions, and lets them come to rest. */
async function started(body: object): Promise<string> {
  const { id } = await server.post("/activeflows", body);
  await server.settle();
  return String(id);
}

/** One that waits for a message that is never delivered. */
async function waiting(): Promise<string> {
  server.channel.answer = () => {
    throw new Error("no signal");
  };
  return started({ actions: [wait] });
}

test("an activeflow is given before it runs, and runs by itself", async () => {
  const created = await server.post("/activeflows", { actions: [answer, set], variables: { given: "1" } });

  expect(created).toMatchObject({
    reference_type: "api",
    reference_id: NIL,
    status: "running",
    current_action: START,
    forward_action_id: NIL,
    actions: [answer, set],
    executed_actions: [],
    tm_delete: NEVER,
  });
  await server.settle();
  expect(await server.get(`/activeflows/${String(created["id"])}`)).toMatchObject({
    id: created["id"],
    status: "ended",
    current_action: FINISH,
    executed_actions: [START, { id: answer.id, type: "answer" }, { id: set.id, type: "variable_set" }],
  });
});

test("a flow runs as it was when it was started", async () => {
  const { id: flow } = await server.post("/flows", { actions: [set] });
  const id = await started({ flow_id: flow, variables: { given: "7" } });
  await server.request("PUT", `/flows/${String(flow)}`, { actions: [answer] });

  const view = await server.get(`/activeflows/${id}`);

  expect(view).toMatchObject({ flow_id: flow, actions: [set] });
  expect((await server.switchboard.store.session(id))?.session.variables["x"]).toBe("7");
});

test("the client may choose the id, once", async () => {
  const id = "c0000000-0000-4000-8000-000000000001";
  expect(await server.post("/activeflows", { id, actions: [set] })).toMatchObject({ id });
  await server.settle();

  const again = await server.request("POST", "/activeflows", { id, actions: [set] });

  expect(errorOf(again)).toMatchObject({ http: 409, status: "ALREADY_EXISTS", reason: "ACTIVEFLOW_ALREADY_EXISTS" });
});

test("a stopped activeflow has ended, and stopping it again changes nothing", async () => {
  const id = await waiting();
  expect(await server.get(`/activeflows/${id}`)).toMatchObject({ status: "running", current_action: { id: wait.id } });

  const stopped = await server.post(`/activeflows/${id}/stop`);

  expect(stopped).toMatchObject({ id, status: "ended" });
  expect(await server.post(`/activeflows/${id}/stop`)).toEqual(stopped);
});

test("a deleted activeflow is stopped, given once more, and then is gone", async () => {
  const id = await waiting();

  const { status, body } = await server.request("DELETE", `/activeflows/${id}`);
  await server.settle();

  expect(status).toBe(200);
  expect(body).toMatchObject({ id, status: "ended" });
  expect(body["tm_delete"]).not.toBe(NEVER);
  expect(errorOf(await server.request("GET", `/activeflows/${id}`))).toMatchObject({ reason: "ACTIVEFLOW_NOT_FOUND" });
  expect(each(await server.get("/activeflows"), "id")).toEqual([]);
});

test("every session is listed, newest first, also those of one moment", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.unshift(await started({ actions: [set] }));
  await server.post("/messages", { destinations: [{ target: "+15550100" }], text: "no activeflow" });
  const listed: unknown[] = [];

  let token = "";
  do {
    const query = token === "" ? "" : `&page_token=${encodeURIComponent(token)}`;
    const page: JsonObject = await server.get(`/activeflows?page_size=2${query}`);
    listed.push(...each(page, "id"));
    token = String(page["next_page_token"]);
  } while (token !== "");

  expect(listed).toEqual(ids);
});

test("the same flow serves a call, a message and the API", async () => {
  const { id: flow } = await server.post("/flows", { actions: [answer, set] });
  const { switchboard } = server;
  const call = { id: "c1", direction: "incoming", from: "+15550100", to: "+15550199" } as const;
  const onCall = await switchboard.startFlow({ id: String(flow) }, { call, channel: "simulator", lane: "call:c1" });
  const message = { uuid: "m1", text: "hi", urn: "tel:+15550100" };
  const onMessage = await switchboard.startFlow(
    { id: String(flow) },
    { message, channel: "simulator", trigger: { type: "msg", at: 0 } },
  );
  const byApi = await started({ flow_id: flow });

  const references = await Promise.all(
    [onCall, onMessage, byApi].map(async (id) => {
      const { reference_type, reference_id } = await server.get(`/activeflows/${id}`);
      return [reference_type, reference_id];
    }),
  );

  expect(references).toEqual([
    ["call", "c1"],
    ["message", "m1"],
    ["api", NIL],
  ]);
  expect(server.channel.types).toEqual(["call_answered", "call_hangup"]);
});

test("the same flow is started for a batch of contacts", async () => {
  const { id: flow } = await server.post("/flows", { actions: [set] });
  const start = `${server.origin}/switchboard/flows/${String(flow)}/start`;
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };

  for (const urn of ["tel:+15550100", "tel:+15550101"]) {
    const { status } = await fetch(start, { method: "POST", headers, body: JSON.stringify({ urn }) });
    expect(status).toBe(201);
  }
  await server.settle();

  expect(each(await server.get("/activeflows"), "flow_id")).toEqual([flow, flow]);
});

test.each([
  [{ flow_id: UNKNOWN_ID }, 404, "FLOW_NOT_FOUND", "There is no flow"],
  [{}, 400, "FLOW_REQUIRED", "'flow_id' or 'actions'"],
  [{ actions: [{ type: "dance" }] }, 400, "INVALID_ACTION_TYPE", "action 1 (dance)"],
  [{ actions: [], id: "seven" }, 400, "INVALID_ID", "'seven'"],
  [{ actions: [], variables: [] }, 400, "INVALID_VARIABLES", "must be an object"],
  [{ actions: [], variables: { a: 1 } }, 400, "INVALID_VARIABLES", "whose values are texts"],
  [{ actions: [], variables: { a: "x".repeat(32 * 1024 + 1) } }, 400, "INVALID_VARIABLES", "'a' is longer than 32768"],
])("%j is refused", async (body, http, reason, message) => {
  const refused = await server.request("POST", "/activeflows", body);

  expect(errorOf(refused)).toMatchObject({ http, reason, message: expect.stringContaining(message) as string });
});

test("more variables than the limit are refused", async () => {
  const variables = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, ""]));

  const refused = await server.request("POST", "/activeflows", { actions: [], variables });

  expect(errorOf(refused)).toMatchObject({ http: 400, reason: "INVALID_VARIABLES" });
});

test.each([
  ["GET", ""],
  ["POST", "/stop"],
  ["DELETE", ""],
])("%s of an activeflow that there is not (%s) is 404", async (method, path) => {
  const missing = await server.request(method, `/activeflows/${UNKNOWN_ID}${path}`);

  expect(errorOf(missing)).toMatchObject({ http: 404, status: "NOT_FOUND", reason: "ACTIVEFLOW_NOT_FOUND" });
});
