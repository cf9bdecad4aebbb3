import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { defaultLimits } from "../../runtime/engine/limits.js";
import { systemClock } from "../../runtime/clock.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import { addDefinition, chain, startServer, TOKEN, type ApiServer } from "./server.js";

let server: ApiServer;
let store: MemoryStore;
let logged: string[];
beforeEach(async () => {
  store = new MemoryStore(systemClock);
  logged = [];
  const log = { info() {}, warn() {}, error: (message: string) => logged.push(message) };
  server = await startServer({ store, log });
});
afterEach(() => server.close());

test("a body that is no JSON is answered with 400", async () => {
  const { status, body } = await server.request("POST", "/flows", '{"format":');
  expect(status).toBe(400);
  expect(body).toEqual({ error: { status: 400, message: expect.stringContaining("no JSON") } });
});

test("a body of another type is answered with 415", async () => {
  const { status } = await server.request("POST", "/flows", "format=voipbin", {
    "Content-Type": "application/x-www-form-urlencoded",
  });
  expect(status).toBe(415);
});

test("a body over the limit is answered with 413", async () => {
  const { status } = await server.request("POST", "/flows", {
    format: "x".repeat(defaultLimits.maxInputBytes),
    document: {},
  });
  expect(status).toBe(413);
});

test("a body that does not say its length is refused while it comes in", async () => {
  const chunk = Buffer.alloc(64 * 1024, " ");
  const { hostname, port } = new URL(server.url);
  const request = httpRequest({
    hostname,
    port,
    path: "/switchboard/flows",
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
  });
  request.on("error", () => {});
  const answered = once(request, "response") as Promise<[IncomingMessage]>;
  // The request is never ended: the answer comes all the same.
  for (let sent = 0; sent <= defaultLimits.maxInputBytes; sent += chunk.length) request.write(chunk);
  const [response] = await answered;
  expect(response.statusCode).toBe(413);
  expect(response.headers.connection).toBe("close");
  response.destroy();
});

test("a body of the wrong shape is answered with 400 and its fields", async () => {
  const { status, body } = await server.request("POST", "/flows", { format: 7 });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: { problems: expect.arrayContaining([expect.objectContaining({ field: "format" })]) },
  });
});

test("what there is not is answered with 404", async () => {
  for (const path of ["/flows/none", "/sessions/none", "/flows/none/nothing/there", "/simulator/page"]) {
    expect(await server.request("GET", path)).toMatchObject({ status: 404, body: { error: { status: 404 } } });
  }
  expect(await server.request("POST", "/flows/none/start", {})).toMatchObject({ status: 404 });
  expect(await server.request("POST", "/sessions/none/commands", { command: "stop" })).toMatchObject({ status: 404 });
  expect(await server.request("POST", "/channels/none/messages", {})).toMatchObject({ status: 404 });
});

test("a store that cannot take an input is answered with 503, and a time to come again", async () => {
  await addDefinition(server.switchboard, chain("flow", ["call-sleep"]));
  store.accept = async () => {
    throw new StoreUnavailable("The disk is full.");
  };
  const { status, headers, body } = await server.request("POST", "/flows/flow/start", {});
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("1");
  expect(body).toMatchObject({ error: { message: expect.stringContaining("The disk is full.") } });
});

test("an unhealthy store shows", async () => {
  store.nextTimerAt = async () => {
    throw new StoreUnavailable("The database is locked.");
  };
  expect((await server.request("GET", "/health")).status).toBe(503);
});

test("a defect is answered with 500, logged, and not shown", async () => {
  store.session = async () => {
    throw new TypeError("secret detail");
  };
  const { status, body } = await server.request("GET", "/sessions/one");
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(logged.join()).toContain("secret detail");
});
