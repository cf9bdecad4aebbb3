import { createRequire } from "node:module";
import registerChannels from "../../nodes/channels.js";
import registerContact from "../../nodes/contact.js";
import registerEntry from "../../nodes/entry.js";
import { getInstance } from "../../runtime/nodered/index.js";
import type { Instance } from "../../runtime/nodered/instance.js";
import type { NodeRed, NodeStatus } from "../../runtime/nodered/types.js";
import { bodyOf, loopback, type Loopback } from "../outgoing/server.js";
import { say, step, tab, type TabNode } from "../support/tab.js";

/** What is used of node-red-node-test-helper, which brings no types. */
interface Helper {
  init(runtime: string, settings: object): void;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  load(nodes: readonly ((red: NodeRed) => Promise<void>)[], flow: readonly object[]): Promise<void>;
  setFlows(flow: readonly object[], type: "full" | "nodes"): Promise<void>;
  unload(): Promise<void>;
}
const helper = createRequire(__filename)("node-red-node-test-helper") as Helper;

const CONFIG = "the-gateway";
const URN = "tel:+12065550100";

let red: NodeRed;
let instance: Instance;
let gateway: Loopback;
/** Texts that came to the gateway. */
let taken: string[];
/** What it answers. */
let answer: number;
const statuses = new Map<string, NodeStatus>();

beforeAll(async () => {
  gateway = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      if (answer < 300) taken.push((JSON.parse(body) as { text: string }).text);
      response.writeHead(answer).end("{}");
    });
  });
  helper.init(require.resolve("node-red"), {
    switchboard: { store: "memory", token: "t", channels: { mqtt: false }, outgoing: { allow: ["127.0.0.1"] } },
  });
  await helper.startServer();
  const take = async (given: NodeRed): Promise<void> => {
    red = given;
    red.events.on("node-status", ({ id, status }: { id: string; status: NodeStatus }) => statuses.set(id, status));
    instance = await getInstance(red);
  };
  await helper.load([take, registerChannels, registerEntry, registerContact], []);
});
afterAll(async () => {
  await helper.unload();
  await instance.switchboard.close();
  await helper.stopServer();
  await gateway[Symbol.asyncDispose]();
});
beforeEach(() => {
  taken = [];
  answer = 200;
});

/** A tab whose entry and first step name the channel, and its config node. */
function flow(settings: object): TabNode[] {
  const channel = { uuid: "gateway", name: "HTTP (gateway)" };
  return [
    { id: CONFIG, type: "switchboard-http", options: { id: "gateway", ...settings } },
    ...tab(
      "greeter",
      [],
      [
        step("in", "entry-message_in", { channel: "gateway" }, ["choose"]),
        step("choose", "contact-set_contact_channel", { channel }, ["hi"]),
        say("hi", "Hi!"),
      ],
    ),
  ];
}

async function deploy(settings: object, type: "full" | "nodes" = "nodes"): Promise<void> {
  const started = new Promise<void>((resolve) => {
    const onStarted = (): void => {
      red.events.off("flows:started", onStarted);
      resolve();
    };
    red.events.on("flows:started", onStarted);
  });
  // It waits for that itself, but not as long as a busy machine may need.
  await helper.setFlows(flow(settings), type).catch(() => {});
  await started;
  await instance.deployed;
}

const good = (): object => ({ url: `${gateway.url}/messages` });
const bad = { url: "ftp://elsewhere" };

/** Resolves when a node's status is as it should be. */
function shown(id: string, status: { fill: string | undefined; text?: RegExp }): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { fill, text = "" } = statuses.get(id) ?? {};
      if (fill !== status.fill || (status.text && !status.text.test(text))) return;
      red.events.off("node-status", look);
      resolve();
    };
    red.events.on("node-status", look);
    look();
  });
}

/** A contact writes by the channel; the flow's answer is in the outbox then, or further. */
async function write(): Promise<void> {
  const { switchboard } = instance;
  await switchboard.receiveMessage({ channel: "gateway", urn: URN, text: "hello" });
  await switchboard.whenIdle();
}

const pending = async (): Promise<number> => (await instance.switchboard.store.statistics()).pendingEffects;

test("where a channel is deployed anew with bad settings, its node and all that name it are red and say why", async () => {
  await deploy(good(), "full");
  await deploy(bad);
  const why = /^channel 'gateway': url .*; correct its settings and deploy$/;
  await shown(CONFIG, { fill: "red", text: why });
  await shown("in", { fill: "red", text: why });
  await shown("choose", { fill: "red", text: why });
});

test("what is for it waits meanwhile, and goes out when the settings are good again, and all is green", async () => {
  await deploy(bad, "full");
  await write();
  expect([await pending(), taken]).toEqual([1, []]);

  await deploy(good());
  await instance.switchboard.whenIdle();
  expect([await pending(), taken]).toEqual([0, ["Hi!"]]);
  await shown(CONFIG, { fill: "green" });
  await shown("in", { fill: "green" });
  await shown("choose", { fill: undefined });
});

test("where the provider refuses the credentials all are red; a message that it refused goes out with better ones", async () => {
  await deploy(good(), "full");
  answer = 401;
  await write();
  await shown(CONFIG, { fill: "red", text: /401/ });
  await shown("in", { fill: "red", text: /401.*correct its settings/ });
  expect(await pending()).toBe(1);

  answer = 200;
  await deploy({ ...good(), auth: "none", ratePerSecond: 1 });
  await instance.switchboard.whenIdle();
  expect(taken).toEqual(["Hi!"]);
  await shown("in", { fill: "green" });
});

test("a channel that gets another id is not there under the one before", async () => {
  await deploy(good(), "full");
  await deploy({ ...good(), id: "partner" });
  await shown("in", { fill: "red", text: /^there is no channel 'gateway'/ });
  expect(instance.switchboard.channels.states.of("partner")).toMatchObject({ status: "ok" });
});

test("where the provider fails they are yellow until it takes something", async () => {
  await deploy(good(), "full");
  answer = 503;
  await write();
  await shown(CONFIG, { fill: "yellow", text: /503; it is tried again$/ });
  await shown("in", { fill: "yellow", text: /503/ });

  answer = 200;
  await shown("in", { fill: "green" });
  expect(taken).toEqual(["Hi!"]);
});
