import { setAgentStatus } from "../../../runtime/switchboard/agent-status.js";
import { addDefinition, chain } from "../../api/server.js";
import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import type { Phone } from "./phone.js";

const ANN = "+12065550133";

let parties: Parties;
let caller: Phone;
beforeEach(async () => {
  if (!contract) return;
  parties = await Parties.open();
  const { switchboard } = parties.account.server;
  await addDefinition(switchboard, chain("music", ["call-talk", { text: "Please hold." }]));
  switchboard.callCentre.add({
    queues: [{ id: "q", name: "Help", wait_flow_id: "music" }],
  });
  const queueing = ["call-queue_join", { queue_id: "q" }] as const;
  caller = await parties.call(["call-answer"], queueing, ["call-talk", { text: "Goodbye." }]);
});
afterEach(() => contract && parties.close());

async function annComes(): Promise<void> {
  const { switchboard } = parties.account.server;
  switchboard.callCentre.add({ agents: [{ id: "ann", addresses: [{ target: ANN }] }] });
  await setAgentStatus(switchboard, "ann", "available");
  await parties.settle();
}

testTwilio("the caller hears the queue's flow over and over", async () => {
  expect(caller.heard).toEqual(["Please hold."]);
  await caller.listen();
  expect(caller.heard).toEqual(["Please hold."]);
});

testTwilio("an agent who answers talks to the caller, and then the flow goes on", async () => {
  await annComes();
  const ann = await parties.answer(ANN);
  expect(caller.room?.name).toBe(ann.room?.name);
  expect(caller.room).toBeDefined();
  const [dialled] = parties.requests("POST /Calls.json");
  const path = String(dialled?.form["StatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");
  await ann.status("completed", path);
  await parties.settle();
  expect(caller.heard).toEqual(["Goodbye."]);
});

testTwilio("while the agent's telephone rings, the caller hears that", async () => {
  await annComes();
  expect(caller.verbs.at(-1)?.children[0]?.attributes["waitUrl"]).toMatch(/ringback\.wav$/);
});
