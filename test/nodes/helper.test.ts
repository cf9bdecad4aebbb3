import { createRequire } from "node:module";
import registerCall from "../../nodes/call.js";
import registerContact from "../../nodes/contact.js";
import registerEntry from "../../nodes/entry.js";
import registerMetaflow from "../../nodes/metaflow.js";
import registerWorkflow from "../../nodes/workflow.js";
import { getInstance } from "../../runtime/nodered/index.js";
import type { Instance } from "../../runtime/nodered/instance.js";
import type { NodeRed, NodeStatus, RedNode } from "../../runtime/nodered/types.js";
import { stepId } from "../../runtime/step.js";
import { allSteps } from "../../runtime/steps.js";
import { validateOptions } from "../../runtime/validation/options.js";
import { say, step, tab, type TabNode } from "../support/tab.js";

/** What is used of node-red-node-test-helper, which brings no types. */
interface Helper {
  init(runtime: string, settings: object): void;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  load(nodes: readonly ((red: NodeRed) => Promise<void>)[], flow: readonly object[]): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): RedNode | null;
}
const helper = createRequire(__filename)("node-red-node-test-helper") as Helper;

let instance: Instance;
const statuses = new Map<string, NodeStatus>();

beforeAll(async () => {
  helper.init(require.resolve("node-red"), { switchboard: { store: "memory", token: "t", channels: { mqtt: false } } });
  await helper.startServer();
});
afterEach(() => helper.unload());
afterAll(async () => {
  await instance.switchboard.close();
  await helper.stopServer();
});

async function load(flow: readonly TabNode[]): Promise<void> {
  const take = async (red: NodeRed): Promise<void> => {
    red.events.on("node-status", ({ id, status }: { id: string; status: NodeStatus }) => statuses.set(id, status));
    instance = await getInstance(red);
  };
  await helper.load([take, registerEntry, registerContact, registerCall, registerWorkflow, registerMetaflow], flow);
  await instance.deployed;
}

test("every step is a node, which shows what is wrong with its options", async () => {
  const steps = allSteps.filter((each) => stepId(each) !== "entry-flow");
  await load(
    tab(
      "all",
      [],
      steps.map((each) => step(stepId(each), stepId(each))),
    ),
  );
  for (const each of steps) {
    const id = stepId(each);
    expect(helper.getNode(id)).toMatchObject({ type: id });
    const [problem] = validateOptions(each, {});
    if (problem)
      expect(statuses.get(id)).toMatchObject({ fill: "red", text: expect.stringContaining(problem.message) });
    else expect(statuses.get(id)?.fill).not.toBe("red");
  }
});

test("a flow of two steps runs", async () => {
  await load(tab("f", ["a"], [say("a", "one", "b"), say("b", "two")]));
  const { switchboard } = instance;
  const session = await switchboard.startFlow({ id: "f" }, { urn: "tel:+15550100", channel: "simulator" });
  await switchboard.whenIdle();
  const events = await switchboard.store.events(session);
  expect(events.flatMap(({ event }) => (event.type === "msg_created" ? [event["msg"]] : []))).toMatchObject([
    { text: "one" },
    { text: "two" },
  ]);
  expect((await switchboard.store.session(session))?.session.status).toBe("completed");
});
