import type { Queue } from "../../../runtime/call/centre/centre.js";
import { CALLER_JOINED, DISTRIBUTOR } from "../../../runtime/call/queue/signals.js";
import { setAgentStatus } from "../../../runtime/switchboard/agent-status.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { dialled, does, hungUp, talks } from "./dialled.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const queueing = flow("queueing", [
  step("answer", "call-answer", {}, "queue"),
  step("queue", "call-queue_join", { queue_id: "q" }, "after"),
  step("after", "call-talk", { text: "after" }, "sleep"),
  step("sleep", "call-sleep", { duration: 600_000 }),
]);
const music = flow("music", [step("music", "call-talk", { text: "please hold" })]);
const ann = { id: "ann", addresses: [{ target: "1002" }] };

async function waiting(queue: Partial<Queue> = {}, call = "call"): Promise<string> {
  bench.switchboard.callCentre.add({ queues: [{ id: "q", name: "Help", wait_flow_id: "music", ...queue }] });
  await bench.define(queueing, music);
  const session = await bench.switchboard.startFlow(
    { id: "queueing" },
    {
      channel: bench.channel.id,
      call: { id: call, direction: "incoming", from: "+1", to: "+2" },
      lane: `call:${call}`,
    },
  );
  await bench.settle();
  return session;
}

const status = async (session: string) => (await bench.session(session)).call?.queue?.status;

/** Ann comes to work. */
async function annComes(): Promise<void> {
  bench.switchboard.callCentre.add({ agents: [ann] });
  await setAgentStatus(bench.switchboard, "ann", "available");
  await bench.settle();
}

test("the caller hears the queue's flow over and over", async () => {
  const session = await waiting();
  await bench.mediaEnds();
  expect(talks(bench)).toEqual(["please hold", "please hold"]);
  expect(await status(session)).toBe("waiting");
  expect((await bench.session(session)).variables).toMatchObject({
    "voipbin.queue.name": "Help",
    "voipbin.queuecall.timeout_wait": "0",
  });
});

test("without such a flow the caller waits in silence", async () => {
  const session = await waiting({ wait_flow_id: "" });
  await bench.pass(30_000);
  expect(await status(session)).toBe("waiting");
});

test("when an agent is free, the caller waits in the bridge while the telephone rings, then they talk", async () => {
  const session = await waiting();
  await annComes();
  expect(bench.channel.types.slice(-3)).toEqual(["call_dial", "playback_stop", "bridge_join"]);
  expect(await status(session)).toBe("connecting");

  await does(bench, "1002", "answered");
  expect(await status(session)).toBe("service");
  await does(bench, "1002", "hangup");

  expect(await status(session)).toBe("done");
  expect(talks(bench)).toEqual(["please hold", "after"]);
  expect((await bench.session(session)).variables["voipbin.queuecall.id"]).toBeUndefined();
});

test("the events of VoIPBIN tell the caller's way", async () => {
  const session = await waiting();
  await annComes();
  await does(bench, "1002", "answered");
  await does(bench, "1002", "hangup");
  const types = (await bench.events(session)).map(({ type }) => type).filter((type) => type.startsWith("queuecall"));
  expect(types).toEqual([
    "queuecall_created",
    "queuecall_waiting",
    "queuecall_connecting",
    "queuecall_serviced",
    "queuecall_done",
  ]);
});

test("when the agent does not answer, the caller waits on, and the agent is called again after a rest", async () => {
  const session = await waiting();
  await annComes();
  await does(bench, "1002", "hangup", "noanswer");
  expect(await status(session)).toBe("waiting");
  expect(talks(bench)).toEqual(["please hold", "please hold"]);

  await bench.pass(10_000);

  expect(dialled(bench, "1002")).toHaveLength(2);
  expect(await status(session)).toBe("connecting");
});

test("who has waited too long goes on without an agent", async () => {
  const session = await waiting({ wait_timeout: 30_000 });
  await bench.pass(30_000);
  expect(await status(session)).toBe("abandoned");
  expect(talks(bench)).toEqual(["please hold", "after"]);
  await annComes();
  expect(dialled(bench, "1002")).toEqual([]);
});

test("who was promised an agent that does not answer in time goes on", async () => {
  const session = await waiting({ wait_timeout: 30_000 });
  await bench.pass(29_000);
  await annComes();
  await bench.pass(5000);
  expect(await status(session)).toBe("connecting");
  await does(bench, "1002", "hangup", "noanswer");
  expect(await status(session)).toBe("abandoned");
  expect(talks(bench).at(-1)).toBe("after");
});

test("who goes on elsewhere waits no more, and what plays there outlives the longest wait", async () => {
  await bench.define(
    flow("music", [
      step("hold", "call-talk", { text: "please hold" }, "goto"),
      step("goto", "call-goto", { target_id: "after", loop_count: 1 }),
    ]),
  );
  bench.switchboard.callCentre.add({ queues: [{ id: "q", wait_timeout: 30_000, wait_flow_id: "music" }] });
  const session = await bench.call(queueing);
  await bench.mediaEnds();
  expect(await status(session)).toBe("abandoned");

  await bench.pass(30_000);
  await annComes();

  expect(talks(bench)).toEqual(["please hold", "after"]);
  expect(bench.channel.types).not.toContain("playback_stop");
  expect(dialled(bench, "1002")).toEqual([]);
});

test("nobody waits in two queues: in the queue's own flow a further one is passed over", async () => {
  await bench.define(
    flow("music", [
      step("again", "call-queue_join", { queue_id: "q" }, "hold"),
      step("hold", "call-talk", { text: "please hold" }),
    ]),
  );
  bench.switchboard.callCentre.add({ queues: [{ id: "q", wait_flow_id: "music" }] });
  const session = await bench.call(queueing);
  expect(talks(bench)).toEqual(["please hold"]);
  expect(await bench.complaints(session)).toEqual(["queue_join: the caller waits in the queue 'q' already"]);

  await annComes();

  expect(await status(session)).toBe("connecting");
});

test("an agent who is offered to a call that is over gets the next one", async () => {
  const ended = await waiting();
  await bench.hangUp();
  const ghost = { entry: "ghost", queue: "q", session: ended, lane: "call:call" };
  await bench.give(DISTRIBUTOR, { type: "signal", name: CALLER_JOINED, data: ghost });
  const second = await waiting({}, "second");

  await annComes();

  expect(await status(second)).toBe("connecting");
});

test("whom the queue's flow has connected with somebody leaves them when the wait is over", async () => {
  await bench.define(flow("music", [step("connect", "call-connect", { destinations: [{ target: "1001" }] })]));
  bench.switchboard.callCentre.add({ queues: [{ id: "q", wait_timeout: 30_000, wait_flow_id: "music" }] });
  await bench.call(queueing);
  await does(bench, "1001", "answered");

  await bench.pass(30_000);

  expect(hungUp(bench)).toEqual([`${dialled(bench, "1001")[0]} normal`]);
  expect(talks(bench)).toEqual(["after"]);
});

test("the service has a time of its own", async () => {
  const session = await waiting({ service_timeout: 60_000 });
  await annComes();
  await does(bench, "1002", "answered");
  await bench.pass(60_000);
  expect(await status(session)).toBe("done");
  expect(hungUp(bench)).toEqual([`${dialled(bench, "1002")[0]} normal`]);
  expect(talks(bench).at(-1)).toBe("after");
});

test("a caller who hangs up waits no more", async () => {
  const session = await waiting();
  await bench.hangUp();
  expect(await status(session)).toBe("abandoned");
  await annComes();
  expect(dialled(bench, "1002")).toEqual([]);
});

test("a caller who hangs up while the agent's telephone rings ends the ringing, and the agent is free again", async () => {
  await waiting();
  await annComes();
  await bench.hangUp();
  expect(hungUp(bench)).toEqual([`${dialled(bench, "1002")[0]} normal`]);

  await waiting({}, "second");

  expect(dialled(bench, "1002")).toHaveLength(2);
});

test("an agent gets one call at a time, across sessions, and the next when it is over", async () => {
  const first = await waiting();
  const second = await waiting({}, "second");
  await annComes();
  await does(bench, "1002", "answered");
  expect([await status(first), await status(second)]).toEqual(["service", "waiting"]);

  await does(bench, "1002", "hangup");

  expect([await status(first), await status(second)]).toEqual(["done", "connecting"]);
});

test("a queue outlives the process", async () => {
  const session = await waiting();
  const after = await bench.restart(1000);
  after.switchboard.callCentre.add({ queues: [{ id: "q" }], agents: [ann] });

  await setAgentStatus(after.switchboard, "ann", "available");
  await after.settle();

  expect((await after.session(session)).call?.queue?.status).toBe("connecting");
  await after.close();
});

test("a queue that there is not stops the flow", async () => {
  const session = await bench.call(flow("none", [step("queue", "call-queue_join", { queue_id: "none" })]));
  expect((await bench.session(session)).status).toBe("failed");
});
