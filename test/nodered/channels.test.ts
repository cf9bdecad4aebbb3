import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express from "express";
import { connectDevice } from "../adapters/device.js";
import { bodyOf, loopback, type Loopback } from "../outgoing/server.js";
import { serve, type TestServer } from "../support/http.js";
import { TestNodeRed } from "../support/node-red.js";
import { fn, say, step, tab, type TabNode } from "../support/tab.js";

const TOKEN = "a-token-for-tests";
const KEY = "the-key-of-the-gateway";
const URN = "tel:+12065550100";

let red: TestNodeRed;
let server: TestServer;
let gateway: Loopback;
/** What came to the gateway. */
let posted: { readonly authorization: string | undefined; readonly text: string }[];
let took: () => void;

beforeAll(async () => {
  const switchboard = { token: TOKEN, outgoing: { allow: ["127.0.0.1"] } };
  const nodeRed = { flowFile: "flows.json", httpAdminRoot: "/", httpNodeRoot: "/", disableEditor: true };
  red = await TestNodeRed.start(switchboard, nodeRed);
  server = await serve(express().use(red.http.node).use(red.http.admin));
  gateway = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      posted.push({ authorization: request.headers.authorization, text: (JSON.parse(body) as { text: string }).text });
      response.writeHead(200).end("{}");
      took();
    });
  });
});
afterAll(async () => {
  server.close();
  await red.stop();
  await gateway[Symbol.asyncDispose]();
});
beforeEach(() => {
  posted = [];
});

/** The config node of a channel, as the editor deploys it. */
function channel(type: string, options: object, credentials: object = {}): TabNode {
  return { id: `config-${type}`, type: `switchboard-${type}`, options, credentials };
}

const greeter = (text: string): TabNode[] =>
  tab("greeter", [], [step("in", "entry-message_in", { channel: "gateway" }, ["hi"]), say("hi", text)]);

const http = (options: object = {}): TabNode =>
  channel("http", { id: "gateway", url: `${gateway.url}/messages`, auth: "bearer", ...options }, { secret: KEY });

/** A contact writes by the gateway; resolves when the gateway has the answer. */
async function write(): Promise<void> {
  const answered = new Promise<void>((resolve) => (took = resolve));
  const message = { urn: URN, text: "hello" };
  const { status } = await server.post("/switchboard/channels/gateway/messages", message, {
    Authorization: `Bearer ${TOKEN}`,
  });
  expect(status).toBe(202);
  await answered;
}

test("a message comes in by the channel of a config node, and the answer goes out with its secret", async () => {
  await red.deploy([http(), ...greeter("Hi!")]);
  await write();
  expect(posted).toEqual([{ authorization: `Bearer ${KEY}`, text: "Hi!" }]);
});

test("the secret is among Node-RED's credentials, and in no flow file", async () => {
  await red.deploy([http(), ...greeter("Hi!")]);
  const flows = await readFile(join(red.folder, "flows.json"), "utf8");
  const credentials = await readFile(join(red.folder, "flows_cred.json"), "utf8");
  expect(flows).toContain("switchboard-http");
  expect(flows).not.toContain(KEY);
  expect(JSON.parse(credentials)).toEqual({ "config-http": { secret: KEY } });
});

test("when only the config node is deployed anew, its flows go on with the new settings", async () => {
  await red.deploy([http(), ...greeter("Hi!")]);
  await red.deploy([http({ auth: "header", authHeader: "Authorization" }), ...greeter("Hi!")], "nodes");
  await write();
  expect(posted).toEqual([{ authorization: KEY, text: "Hi!" }]);
});

test("a topic starts its flow also after only its channel's config node was deployed anew", async () => {
  const alarms = tab(
    "alarms",
    [],
    [
      step("in", "entry-mqtt_in", { topic: "sensors/+/alarm", source: "sensors" }, ["look"]),
      fn("look", "global.get('test').seen(msg.payload); return msg;"),
    ],
  );
  const seen: unknown[] = [];
  let wake: () => void = () => {};
  red.shared["seen"] = (payload: unknown) => {
    seen.push(payload);
    wake();
  };
  const alarm = async (payload: object): Promise<void> => {
    const port = String((red.switchboard.channels.get("sensors") as unknown as { port: number }).port);
    const device = await connectDevice(`mqtt://127.0.0.1:${port}`, 4);
    const started = new Promise<void>((resolve) => (wake = resolve));
    await device.send("sensors/door/alarm", payload);
    await started;
    await device.close();
  };
  await red.deploy([channel("mqtt", { id: "sensors", port: 0 }), ...alarms]);
  await alarm({ number: 1 });
  await red.deploy([channel("mqtt", { id: "sensors", port: 0, ratePerSecond: 5 }), ...alarms], "nodes");
  await alarm({ number: 2 });
  expect(seen).toEqual([{ number: 1 }, { number: 2 }]);
});

test("a setting that cannot be is an error of the config node, which names it, and makes the channel's entries red", async () => {
  await red.deploy([http({ url: "ftp://elsewhere" }), ...greeter("Hi!")]);
  expect(await red.logged(/The channel cannot be used/)).toMatch(/url/);
  await red.statusChanged("in", ({ text }) => text !== undefined);
  expect(red.statusOf("in")).toMatchObject({ fill: "red", text: expect.stringContaining("channel 'gateway': url") });
});

test("a provider that calls a channel with bad settings is asked to call again", async () => {
  await red.deploy([http({ url: "ftp://elsewhere" })]);
  const { status, text } = await server.post("/switchboard/webhooks/gateway/messages", { urn: URN, text: "hello" });
  expect([status, text]).toEqual([503, expect.stringContaining("channel 'gateway': url")]);
});

test("programs see how each channel stands", async () => {
  await red.deploy([http({ url: "ftp://elsewhere" }), channel("mqtt", { id: "sensors", port: 0 })]);
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(server.url + path, { headers: { Authorization: `Bearer ${TOKEN}` } });
    return response.json();
  };
  const gateway = {
    id: "gateway",
    status: "unusable",
    reason: expect.stringContaining("url"),
    since: expect.stringMatching(/^\d{4}-/),
  };
  const { channels } = (await get("/switchboard/channels")) as { channels: unknown[] };
  expect(channels).toContainEqual(expect.objectContaining({ id: "sensors", status: "ok" }));
  expect(channels).toContainEqual(expect.objectContaining(gateway));
  expect(await get("/switchboard/channels/gateway")).toEqual(expect.objectContaining(gateway));
});

test("the test button tells whether the deployed channel reaches its provider", async () => {
  await red.deploy([channel("mqtt", { id: "sensors", port: 0 }), http({ url: "ftp://elsewhere" })]);
  expect(await server.post("/switchboard/test-channel/config-mqtt", {})).toEqual({
    status: 200,
    text: "The channel is connected to its broker.",
  });
  const refused = await server.post("/switchboard/test-channel/config-http", {});
  expect(refused).toEqual({ status: 409, text: expect.stringContaining("channel 'gateway': url") });
});
