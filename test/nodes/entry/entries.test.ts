import express from "express";
import { connectAsync } from "mqtt";
import { openMqtt } from "../../../adapters/mqtt/index.js";
import { NotFound } from "../../../runtime/switchboard/switchboard.js";
import { serveStartButton } from "../../../runtime/nodered/start-button.js";
import type { NodeRed } from "../../../runtime/nodered/types.js";
import { serve, type TestServer } from "../../support/http.js";
import { TestNodeRed } from "../../support/node-red.js";
import { ask, fn, node, say, step, tab, type TabNode } from "../../support/tab.js";

const ANN = "tel:+15550100";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());
beforeEach(() => (red.sent.length = 0));

/** A flow that says what it got. */
function flowWith(entry: TabNode, ...more: TabNode[]): TabNode[] {
  return tab("f", [], [entry, say("x", "got: @input.text"), ...more]);
}

describe("message in", () => {
  const messageIn = (options: object): TabNode => step("in", "entry-message_in", options, ["x"]);

  test("takes any message without keywords", async () => {
    await red.deploy(flowWith(messageIn({})));
    await red.say("hello");
    expect(red.texts).toEqual(["got: hello"]);
  });

  test("takes a keyword that a message begins with, in any case", async () => {
    await red.deploy(flowWith(messageIn({ keywords: ["Join"] })));
    await red.say("please join");
    await red.say("JOIN, please");
    expect(red.texts).toEqual(["got: JOIN, please"]);
  });

  test("takes a keyword that is the only word", async () => {
    await red.deploy(flowWith(messageIn({ keywords: ["join"], match: "only_word" })));
    await red.say("join now");
    await red.say(" Join! ");
    expect(red.texts).toEqual(["got:  Join! "]);
  });

  test("takes messages of its channel only", async () => {
    await red.deploy(flowWith(messageIn({ channel: "other" })));
    await red.say("hello");
    expect(red.texts).toEqual([]);
  });

  test.each([
    ["leave", ["answer: go"]],
    ["interrupt", ["got: go"]],
    ["beside", ["answer: go", "got: go"]],
  ])("when a session waits: %s", async (whenWaiting, texts) => {
    await red.deploy([
      ...flowWith(messageIn({ keywords: ["go"], whenWaiting })),
      ...tab("g", ["a"], [ask("a", "y"), say("y", "answer: @input.text")]),
    ]);
    await red.start("g");
    await red.say("go");
    expect(red.texts).toEqual(texts);
  });

  test("refuses keywords of several words", async () => {
    await red.deploy(flowWith(messageIn({ keywords: ["join us"] })));
    expect(red.statusOf("in").text).toMatch(/must be one word, is 'join us'/);
  });
});

describe("call in", () => {
  const deploy = (options: object): Promise<void> =>
    red.deploy(
      tab("f", [], [step("in", "entry-call_in", options, ["hello"]), step("hello", "call-talk", { text: "Hello" })]),
    );
  const call = (to: string, from = "tel:+15550100"): Promise<string> =>
    red.switchboard.startCall({ channel: "phone", from, to });

  test("takes calls to its numbers", async () => {
    await deploy({ numbers: ["+1 (555) 02*"] });
    await call("tel:+15550299");
    await red.switchboard.whenIdle();
    expect(red.sent.map(({ event }) => event.type)).toEqual(["call_answered", "talk", "call_hangup"]);
    await expect(call("tel:+15550399")).rejects.toThrow(NotFound);
  });

  test("takes calls of its callers", async () => {
    await deploy({ callers: ["+15550100"] });
    await expect(call("tel:+1", "tel:+15550101")).rejects.toThrow(NotFound);
    await call("tel:+1");
    await red.switchboard.whenIdle();
    expect(red.texts).toContain("Hello");
  });
});

describe("http in", () => {
  test("starts a session by a request, with its body as payload", async () => {
    const seen: unknown[] = [];
    red.shared["seen"] = seen;
    await red.deploy(
      tab(
        "f",
        [],
        [
          step("in", "entry-http_in", { path: "orders/new", urn: "who" }, ["look"]),
          fn("look", "global.get('test').seen.push(msg.payload); return msg;", "x"),
          say("x", "order @trigger.params.order"),
        ],
      ),
    );
    const trigger = red.switchboard.triggers.forRequest("orders/new");
    const session = await trigger?.start({ who: ANN, order: 7 });
    await red.switchboard.whenIdle();
    expect(seen).toEqual([{ who: ANN, order: 7 }]);
    const [{ event } = { event: undefined }] = (await red.events(session ?? "")).filter(
      ({ event }) => event.type === "msg_created",
    );
    expect(event).toMatchObject({ msg: { text: "order 7" } });
  });

  test("refuses a body whose URN is none", async () => {
    await red.deploy(flowWith(step("in", "entry-http_in", { path: "p", urn: "who" }, ["x"])));
    const start = red.switchboard.triggers.forRequest("p")?.start({ who: "nobody" });
    await expect(start).rejects.toMatchObject({ status: 400, message: expect.stringContaining("'who' is no URN") });
  });
});

describe("mqtt in", () => {
  test("starts a session by a message on its topic", async () => {
    const opened = await openMqtt(red.switchboard, { port: 0 });
    if (!opened) throw new Error("No port is free.");
    const remove = red.switchboard.channels.add(opened.channel);
    const seen = new Promise((resolve) => (red.shared["saw"] = resolve));
    await red.deploy(
      tab(
        "f",
        [],
        [
          step("in", "entry-mqtt_in", { topic: "sensors/+/alarm" }, ["look"]),
          fn("look", "global.get('test').saw(msg.payload);"),
        ],
      ),
    );
    const client = await connectAsync(`mqtt://127.0.0.1:${opened.port}`);
    await client.publishAsync("sensors/7/alarm", JSON.stringify({ level: 3 }), { qos: 1 });
    expect(await seen).toEqual({ level: 3 });
    await client.endAsync();
    remove();
    await opened.channel.close();
  });

  test("without an MQTT channel the log says so", async () => {
    await red.deploy(tab("f", [], [step("in", "entry-mqtt_in", { topic: "t", source: "none" })]));
    expect(await red.logged(/no MQTT channel 'none'/)).toContain("Topic 't' starts no flow 'f'");
  });
});

describe("manual start", () => {
  let server: TestServer;
  beforeAll(async () => {
    const httpAdmin = express();
    const auth = { needsPermission: () => (_request: unknown, _response: unknown, next: () => void) => next() };
    serveStartButton({ httpAdmin, auth } as unknown as NodeRed, red.instance);
    server = await serve(httpAdmin);
  });
  afterAll(() => server.close());

  test("its button starts a session with its contact", async () => {
    await red.deploy(
      tab("f", [], [step("in", "entry-manual_start", { urn: ANN, channel: "phone" }, ["x"]), say("x", "hello")]),
    );
    expect((await server.post("/switchboard/start/in", {})).status).toBe(201);
    await red.switchboard.whenIdle();
    expect(red.texts).toEqual(["hello"]);
  });

  test("the button of a node that is not deployed, or of a broken flow, says why it starts nothing", async () => {
    await red.deploy(tab("f", ["x"], [step("in", "entry-manual_start", {}, ["x"]), step("x", "contact-send_msg", {})]));
    expect((await server.post("/switchboard/start/x", {})).status).toBe(404);
    expect(await server.post("/switchboard/start/in", {})).toEqual({
      status: 409,
      text: expect.stringMatching(/is missing/),
    });
  });
});

test("an entry that was deleted starts nothing", async () => {
  const withEntry = flowWith(step("in", "entry-message_in", {}, ["x"]));
  await red.deploy(withEntry);
  await red.deploy(
    withEntry.filter(({ id }) => id !== "in"),
    "nodes",
  );
  await red.say("hello");
  expect(red.texts).toEqual([]);
});

test("the flow node's token brings the parameters of the start", async () => {
  const seen: unknown[] = [];
  red.shared["seen"] = seen;
  await red.deploy(
    tab("f", ["look"], [fn("look", "global.get('test').seen.push(msg.payload);"), node("c", "comment")]),
  );
  await red.switchboard.startFlow({ id: "f" }, { trigger: { type: "manual", at: 0, params: { n: 1 } } });
  await red.switchboard.whenIdle();
  expect(seen).toEqual([{ n: 1 }]);
});
