import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { does, hungUp, talks } from "./dialled.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const joining = (type: string, options: Record<string, string | number>) =>
  flow("joining", [
    step("answer", "call-answer", {}, "join"),
    step("join", type, options, "after"),
    step("after", "call-talk", { text: "after" }, "sleep"),
    step("sleep", "call-sleep", { duration: 600_000 }),
  ]);

const leaves = () => bench.onCall({ type: "call", event: "unbridged", leg: "call" });
const bridges = () =>
  bench.channel.effects.flatMap(({ event }) => (event.type === "bridge_join" ? [event["bridge"]] : []));

test("confbridge_join waits in the bridge until the network says that the call has left it", async () => {
  await bench.call(joining("call-confbridge_join", { confbridge_id: "room" }));
  expect(bridges()).toEqual(["room"]);
  expect(talks(bench)).toEqual([]);

  await leaves();

  expect(talks(bench)).toEqual(["after"]);
});

test.each([
  ["call-confbridge_join", { confbridge_id: "room" }],
  ["call-chatbot_talk", { chatbot_id: "bot" }],
])("%s answers a call that rings", async (type, options) => {
  await bench.call(flow("joining", [step("join", type, options)]));
  expect(bench.channel.types).toEqual(expect.arrayContaining(["call_answered", "bridge_join"]));
});

test("confbridge_join without a bridge goes on", async () => {
  await bench.call(joining("call-confbridge_join", { confbridge_id: "" }));
  expect(talks(bench)).toEqual(["after"]);
});

test("conference_join says the conference's own flows before and after", async () => {
  const weekly = { id: "weekly", pre_flow_id: "welcome", post_flow_id: "goodbye" };
  bench.switchboard.callCentre.add({ conferences: [weekly] });
  const saying = (text: string) => flow(text, [step(`say-${text}`, "call-talk", { text })]);
  await bench.call([
    joining("call-conference_join", { conference_id: "weekly" }),
    saying("welcome"),
    saying("goodbye"),
  ]);
  expect(talks(bench)).toEqual(["welcome"]);
  expect(bridges()).toEqual([]);

  await bench.mediaEnds();
  expect(bridges()).toEqual(["weekly"]);
  await leaves();
  expect(talks(bench)).toEqual(["welcome", "goodbye"]);
  await bench.mediaEnds();
  expect(talks(bench)).toEqual(["welcome", "goodbye", "after"]);
});

test("conference_join to a conference that there is not stops the flow", async () => {
  const session = await bench.call(joining("call-conference_join", { conference_id: "none" }));
  expect((await bench.session(session)).status).toBe("failed");
});

test("agent_call connects the agent as connect does", async () => {
  bench.switchboard.callCentre.add({ agents: [{ id: "ann", addresses: [{ target: "1002" }] }] });
  await bench.call(joining("call-agent_call", { agent_id: "ann" }));
  expect(bench.channel.effects[1]?.event).toMatchObject({ type: "call_dial", from: "+15550100", endpoint: "ann" });
  await does(bench, "1002", "answered");
  await does(bench, "1002", "hangup");
  expect(talks(bench)).toEqual(["after"]);
});

test("chatbot_talk tells the channel of the bridge, and goes on when the call leaves it", async () => {
  await bench.call(joining("call-chatbot_talk", { chatbot_id: "bot", language: "en-US" }));
  const start = bench.channel.effects.find(({ event }) => event.type === "chatbot_start")?.event;
  expect(start).toMatchObject({ chatbot_id: "bot", language: "en-US" });
  expect(bridges()).toEqual([start?.["bridge"]]);
  await leaves();
  expect(talks(bench)).toEqual(["after"]);
});

test("chatbot_talk ends after its duration", async () => {
  await bench.call(joining("call-chatbot_talk", { chatbot_id: "bot", duration: 60 }));
  await bench.pass(59_999);
  expect(talks(bench)).toEqual([]);
  await bench.pass(1);
  expect(bench.channel.types).toContain("bridge_leave");
  expect(talks(bench)).toEqual(["after"]);
});

test("hangup_relay hangs up by the reason of a call that has ended", async () => {
  const busy = flow("busy", [step("hangup", "call-sleep", { duration: 1000 })]);
  await bench.define(busy);
  const other = { id: "other", direction: "incoming", from: "+1", to: "+2" } as const;
  await bench.switchboard.startFlow({ id: "busy" }, { channel: bench.channel.id, call: other, lane: "call:other" });
  await bench.switchboard.callEvent(bench.channel.id, "other", {
    type: "call",
    event: "hangup",
    leg: "other",
    cause: "busy",
  });
  await bench.settle();

  await bench.call(flow("relay", [step("relay", "call-hangup_relay", { reference_id: "other" })]));

  expect(hungUp(bench)).toEqual(["call busy"]);
});

test.each(["none", "call"])("hangup_relay of a call that has not ended (%s) is normal", async (reference_id) => {
  await bench.call(flow("relay", [step("relay", "call-hangup_relay", { reference_id })]));
  expect(hungUp(bench)).toEqual(["call normal"]);
});
