import type { TSchema } from "typebox";
import type { Deliverer } from "../../runtime/channels/channel.js";
import { DIGITS } from "../../runtime/call/variables.js";
import { steps } from "../../nodes/call/index.js";
import type { Json, JsonObject } from "../../runtime/json.js";
import type { ProgramNode } from "../../runtime/program.js";
import { HTTP_REQUESTS } from "../../runtime/outgoing/http-requests.js";
import { isWaiting, type Wait } from "../../runtime/session/session.js";
import type { AnyStep } from "../../runtime/step.js";
import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";
import { listening } from "./calls.js";

/** What a step needs in order to wait, where just any value won't do. */
const OPTIONS: Readonly<Record<string, JsonObject>> = {
  amd: { async: false },
  connect: { destinations: [{ type: "tel", target: "+15550199" }] },
  conversation_send: { sync: true },
  digits_send: { digits: "123" },
  play: { stream_urls: ["http://127.0.0.1:1/a.wav"] },
  webhook_send: { sync: true },
};

/** Delivers nothing now: whatever a step waits for is still to come. */
class Down implements Deliverer {
  constructor(readonly id: string) {}

  deliver(): Promise<never> {
    return Promise.reject(new Error("down"));
  }
}

async function openBench(): Promise<Bench> {
  const bench = await Bench.open();
  for (const id of ["down", HTTP_REQUESTS]) bench.switchboard.channels.addDeliverer(new Down(id));
  return bench;
}

/** A value that the schema takes. */
function sample(schema: TSchema): Json {
  const given = schema as { const?: Json; enum?: Json[]; type?: string; anyOf?: TSchema[]; items?: TSchema };
  const { const: only, enum: choices, type, anyOf, items } = given;
  if (only !== undefined) return only;
  if (choices) return choices[0]!;
  if (anyOf) return sample(anyOf[0]!);
  if (type === "integer" || type === "number") return 60_000;
  if (type === "boolean") return false;
  if (type === "array") return items ? [sample(items)] : [];
  if (type !== "object") return "some";
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, TSchema>;
    required?: string[];
  };
  return Object.fromEntries(required.map((name) => [name, sample(properties[name]!)]));
}

function optionsOf({ type, options }: AnyStep): JsonObject {
  const { properties } = options as unknown as { properties: Record<string, TSchema> };
  const duration = properties["duration"] ? { duration: 60_000 } : {};
  return { ...(sample(options) as JsonObject), ...duration, ...OPTIONS[type] };
}

/** A call whose flow has come to the step, with a listener and modules beside it. */
async function callAt(bench: Bench, definition: AnyStep, nodes: readonly ProgramNode[] = []): Promise<string> {
  return bench.call(
    flow("walk", [
      step("answer", "call-answer", {}, "here"),
      step("here", `call-${definition.type}`, optionsOf(definition), "after"),
      step("after", "call-sleep", { duration: 600_000 }),
      ...nodes,
    ]),
    { channel: "down" },
  );
}

/** Where the flow rests, by the node of each waiting token, and what it waits for. */
async function waits(bench: Bench, session: string): Promise<{ node: string; wait: Wait | false }[]> {
  const main = (await bench.runs(session)).filter(({ role }) => role === "main");
  return main.flatMap((run) => run.tokens.map((token) => ({ node: token.node, wait: isWaiting(token) && token.wait })));
}

const waiting: AnyStep[] = [];

beforeAll(async () => {
  for (const definition of steps) {
    const bench = await openBench();
    const session = await callAt(bench, definition);
    const [first] = await waits(bench, session);
    if (first?.node === "here") waiting.push(definition);
    await bench.close();
  }
});

test("every step of the call family that can be resumed is among those that wait", () => {
  const resumable = steps.filter(({ resume }) => resume !== undefined).map(({ type }) => type);
  expect(waiting.map(({ type }) => type)).toEqual(expect.arrayContaining(resumable));
});

test("a metaflow runs beside whatever step waits; the step waits on, and no key gets to the flow", async () => {
  for (const definition of waiting) {
    const bench = await openBench();
    const session = await callAt(bench, definition, listening({ 1: "beside" }));
    const before = await waits(bench, session);

    await bench.press("*1");
    await bench.pass(800);

    expect([definition.type, await bench.events(session, "say")]).toMatchObject([
      definition.type,
      [{ text: "beside" }],
    ]);
    expect([definition.type, await waits(bench, session)]).toEqual([definition.type, before]);
    expect((await bench.session(session)).variables[DIGITS]).toBe("");
    await bench.close();
  }
});

test("break stops what a step plays, whose end is the step's; other steps wait on", async () => {
  const nodes = [
    step("listener", "metaflow-listen", { numbers: ["0"] }, { "numbers.0": "break" }),
    step("break", "metaflow-break"),
  ];
  for (const definition of waiting) {
    const bench = await openBench();
    const session = await callAt(bench, definition, nodes);
    const media = (await bench.session(session)).call!.legs["call"]!.media;
    const before = await waits(bench, session);

    await bench.press("*0");
    await bench.pass(800);

    const stops = await bench.events(session, "playback_stop");
    expect([definition.type, stops.map((event) => event["media"])]).toEqual([definition.type, [media]]);
    expect([definition.type, await waits(bench, session)]).toEqual([definition.type, before]);
    if (media !== undefined) await bench.mediaEnds(media);
    const wait = before[0]?.wait;
    const ends = wait ? wait.for.includes("media") : false;
    const [rests] = await waits(bench, session);
    expect([definition.type, rests?.node]).toEqual([definition.type, ends ? "after" : "here"]);
    await bench.close();
  }
});
