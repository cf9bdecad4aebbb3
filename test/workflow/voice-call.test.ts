import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { createApi } from "../../runtime/api/index.js";
import type { JsonObject } from "../../runtime/json.js";
import { Bench, NOW } from "../support/bench.js";
import { flow, step } from "../support/program.js";

const TOKEN = "a-token-for-tests";
const TO = "+12065550100";

let bench: Bench;
let server: Server;
/** Id of the call that the workflow has made. */
let call: string;

beforeEach(async () => {
  bench = await Bench.open();
  bench.switchboard.channels.add(new SimulatorChannel(bench.switchboard));
  server = createServer(express().use("/switchboard", createApi(bench.switchboard, { token: TOKEN })));
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await bench.close();
});

/** A workflow that calls somebody over the simulator, and waits for the digits. */
const survey = (inputs: JsonObject) =>
  flow("survey", [
    step(
      "ask",
      "workflow-VoiceMessage",
      { inputs, outputs: { response: "{{step.response}}", uid: "{{step.response.uid}}" } },
      "keys",
    ),
    step("keys", "workflow-WaitForDTMF", {
      inputs: { dtmfRequestId: "{{data.uid}}", timeout: "00:01:00" },
      outputs: { dtmf: "{{step.dtmfData}}" },
    }),
  ]);

const capture = (more: JsonObject = {}): JsonObject => ({
  subAccountId: "s",
  clientRequestId: "r1",
  action: "say&capture",
  params: { source: "100", destination: TO, text: "Press one or two.", voiceProfile: "en-US-ZiraRUS", ...more },
});

/** Starts the workflow; its call has the id that the step was answered. */
async function run(inputs: JsonObject): Promise<string> {
  const session = await bench.run(survey(inputs), { channel: "simulator" });
  call = String((await bench.session(session)).data["uid"]);
  return session;
}

async function request(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/switchboard/simulator/calls/${call}${path}`, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  await bench.settle();
  return (await response.json()) as JsonObject;
}

async function phone(...events: JsonObject[]): Promise<void> {
  for (const event of events) await request("POST", "/events", event);
}

async function heard(): Promise<unknown[]> {
  const { transcript } = (await request("GET", "")) as { transcript: { kind: string; text: string }[] };
  return transcript.flatMap(({ kind, text }) => (kind === "talk" ? [text] : []));
}

const press = (digit: string): JsonObject => ({ type: "digit", digit });

test("the channel calls, says the text and captures the keys, which the workflow gets in 8x8's shape", async () => {
  const session = await run(capture());
  expect(await bench.session(session)).toMatchObject({
    status: "waiting",
    data: { response: { clientRequestId: "r1", destination: TO, status: { code: "CREATED" } } },
  });

  await phone({ type: "answer" }, press("2"));

  const { status, data } = await bench.session(session);
  expect(status).toBe("completed");
  expect(await heard()).toEqual(["Press one or two."]);
  expect(data["dtmf"]).toEqual({
    uid: data["uid"],
    clientRequestId: "r1",
    destination: TO,
    status: { code: "DTMF", timestamp: new Date(NOW).toISOString() },
    actionDetails: { dtmf: "2" },
  });
});

test("the prompt is said again without enough keys, and the hash that ends them is none of them", async () => {
  const more = { minDigits: 2, maxDigits: 4, noOfTries: 2, overallTimeout: 3000, successMessage: "Thank you." };
  const session = await run(capture(more));
  await phone({ type: "answer" }, press("1"));
  await bench.pass(3000);

  await phone(press("4"), press("5"), press("#"), { type: "media_ended" });

  expect(await heard()).toEqual(["Press one or two.", "Press one or two.", "Thank you."]);
  expect((await bench.session(session)).data["dtmf"]).toMatchObject({ actionDetails: { dtmf: "45" } });
});

test("who hangs up without a key leaves the workflow to its timeout", async () => {
  const session = await run(capture());
  await phone({ type: "answer" }, { type: "hangup" });

  await bench.pass(60_000);

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { dtmf: null } });
});

test("a text is said as often as it is to be repeated; then the call ends", async () => {
  await run({ ...capture({ repetition: 2 }), action: "say" });
  await phone({ type: "answer" }, { type: "media_ended" }, { type: "media_ended" });

  expect(await heard()).toEqual(["Press one or two.", "Press one or two."]);
  expect(await request("GET", "")).toMatchObject({ status: "ended" });
});

test("without somebody to call the step fails", async () => {
  const session = await run(capture({ destination: null }));

  expect(await bench.complaints(session)).toEqual(["Failed to send voice message because it has no destination"]);
});
