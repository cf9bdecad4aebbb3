import type { JsonObject } from "../../runtime/json.js";
import { startServer, type ApiServer } from "./server.js";

let server: ApiServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const ID = "5c8a1f0e-3b7d-4b61-9f0a-0a4b3f7d1c01";
const document = {
  id: ID,
  name: "Greeting",
  actions: [{ id: "5c8a1f0e-3b7d-4b61-9f0a-0a4b3f7d1c02", type: "sleep", option: { duration: 60000 } }],
};

const post = (format: string, body: unknown): ReturnType<ApiServer["request"]> =>
  server.request("POST", "/flows", { format, document: body });

test("a document becomes a flow, and is given back as it was posted", async () => {
  const { status, body } = await post("voipbin", document);
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: ID, version: 1 });
  expect((await server.request("GET", `/flows/${ID}?format=voipbin`)).body).toEqual(document);
  expect((await server.request("GET", "/flows")).body).toEqual({
    flows: [expect.objectContaining({ id: ID, name: "Greeting", format: "voipbin", deployed: false })],
  });
});

test("posting it again adds a version", async () => {
  await post("voipbin", document);
  expect((await post("voipbin", { ...document, name: "Second" })).body).toMatchObject({ id: ID, version: 2 });
  expect((await server.request("GET", `/flows/${ID}`)).body).toMatchObject({ version: 2, name: "Second" });
});

test("a document that is not valid is refused with a list of problems", async () => {
  const { status, body } = await post("voipbin", { ...document, actions: [{ id: ID, type: "dance" }] });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    error: {
      status: 422,
      message: expect.stringMatching(/^The flow is not valid: flow '.*' \/ action 1 \(dance\): there is no action/),
      problems: [{ message: expect.stringContaining("dance") }],
    },
  });
});

test("options that the step refuses are refused here too", async () => {
  const { status, body } = await post("voipbin", {
    ...document,
    actions: [{ id: ID, type: "sleep", option: { duration: "long" } }],
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    error: {
      message: expect.stringMatching(
        / step 1 \(call-sleep\) .*: Duration \(options\/duration\): must be a whole number/,
      ),
      problems: [{ path: expect.stringContaining("step 1 (call-sleep)"), field: "duration" }],
    },
  });
});

test("an unknown format is refused by name", async () => {
  const { status, body } = await post("toString", document);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { message: expect.stringContaining("voipbin") } });
});

test("a flow is started for a contact, and its session can be looked at and stopped", async () => {
  await server.request("POST", "/flows", {
    format: "voipbin",
    document: { ...document, actions: [{ id: ID, type: "goto", option: {} }] },
  });
  const started = await server.request("POST", `/flows/${ID}/start`, { urn: "tel:+12065550100", params: { age: 7 } });
  expect(started.status).toBe(201);
  await server.switchboard.whenIdle();
  const session = String(started.body["session"]);
  const { body } = await server.request("GET", `/sessions/${session}`);
  expect(body).toMatchObject({
    id: session,
    status: "completed",
    runs: [{ status: "completed" }],
    path: [{ node: ID }],
    waits: [],
    results: {},
    variables: {},
    trigger: { type: "manual", params: { age: 7 } },
  });
  expect((await server.request("GET", "/sessions?urn=tel%3A%2B12065550100")).body).toEqual({
    sessions: [expect.objectContaining({ id: session, status: "completed" })],
  });
});

test("a flow is started for many contacts at once, each with a session of its own", async () => {
  await post("voipbin", document);
  const urns = ["tel:+12065550100", "tel:+12065550101"];

  const { status, body } = await server.request("POST", `/flows/${ID}/start`, { urns });
  await server.switchboard.whenIdle();

  expect(status).toBe(201);
  expect(body).toEqual({ sessions: urns.map((urn) => ({ urn, session: expect.any(String) })) });
  for (const urn of urns) {
    const { body } = await server.request("GET", `/sessions?urn=${encodeURIComponent(urn)}`);
    expect(body["sessions"]).toHaveLength(1);
  }
});

test("a start that is repeated with its id starts nothing, and is answered as before", async () => {
  await post("voipbin", document);
  const body = { urns: ["tel:+12065550100", "tel:+12065550101"], id: "june" };

  const first = await server.request("POST", `/flows/${ID}/start`, body);
  const again = await server.request("POST", `/flows/${ID}/start`, body);
  await server.switchboard.whenIdle();

  expect(again.body).toEqual(first.body);
  const { body: sessions } = await server.request("GET", "/sessions?urn=tel%3A%2B12065550100");
  expect(sessions["sessions"]).toHaveLength(1);
});

test("of a batch start with a contact who cannot be, nothing starts, and the answer says which", async () => {
  await post("voipbin", document);

  const answer = await server.request("POST", `/flows/${ID}/start`, { urns: ["tel:+12065550100", "nobody"] });
  await server.switchboard.whenIdle();

  expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("'urns/1'") } } });
  expect((await server.request("GET", "/sessions?urn=tel%3A%2B12065550100")).body).toEqual({ sessions: [] });
});

test("a flow is not started for what is no URN, or on a channel that there is not", async () => {
  await post("voipbin", document);
  expect((await server.request("POST", `/flows/${ID}/start`, { urn: "nobody" })).status).toBe(400);
  expect((await server.request("POST", `/flows/${ID}/start`, { channel: "pigeon" })).status).toBe(404);
});

test("a flow with problems is not started, and says why", async () => {
  const broken = { ref: { id: "tab", name: "Tab" }, problems: ["node 'Ask' has no text"] } as unknown as Parameters<
    typeof server.switchboard.flows.deploy
  >[0];
  server.switchboard.flows.deploy(broken);
  const { status, body } = await server.request("POST", "/flows/tab/start", {});
  expect(status).toBe(409);
  expect(body).toMatchObject({ error: { message: expect.stringContaining("node 'Ask' has no text") } });
});

test("the sessions of a contact nobody knows are none", async () => {
  expect((await server.request("GET", "/sessions?urn=tel%3A%2B1")).body).toEqual({ sessions: [] } satisfies JsonObject);
  expect((await server.request("GET", "/sessions")).status).toBe(400);
  expect((await server.request("GET", "/sessions?urn=tel%3A%2B1&limit=many")).status).toBe(400);
});

describe("a tab of the editor", () => {
  const nodes = [
    { id: "tab", type: "tab", label: "Greeting" },
    { id: "flow", type: "entry-flow", z: "tab", x: 0, y: 0, options: { uuid: "greeting" }, wires: [["talk"]] },
    { id: "talk", type: "call-talk", z: "tab", x: 0, y: 0, options: { text: "Hello" }, wires: [[]] },
  ];

  const deploy = (document: object[]): void => {
    const tab = { ref: { id: "greeting" }, problems: [], source: { format: "node-red", document } };
    server.switchboard.flows.deploy(tab as unknown as Parameters<typeof server.switchboard.flows.deploy>[0]);
  };

  test("is given as its nodes, and as a document of the system whose steps it has", async () => {
    deploy(nodes);

    expect((await server.request("GET", "/flows/greeting?format=node-red")).body).toEqual(nodes);
    expect((await server.request("GET", "/flows/greeting?format=voipbin")).body).toMatchObject({
      id: "greeting",
      name: "Greeting",
      actions: [{ type: "talk", option: { text: "Hello" } }],
    });
  });

  test("is no document of another system where it has nodes that only Node-RED knows", async () => {
    deploy([...nodes, { id: "code", type: "function", z: "tab", x: 0, y: 0, wires: [[]] }]);

    const { status, body } = await server.request("GET", "/flows/greeting?format=voipbin");

    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain("function");
  });
});
