import { DeliveryRefused } from "../../runtime/channels/channel.js";
import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";
import { talks } from "../nodes/call/dialled.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

/** The channel can do everything but this. */
function cannot(type: string): void {
  bench.channel.answer = ({ event }) => {
    if (event.type === type) throw new DeliveryRefused("not here");
  };
}

const then = step("after", "call-talk", { text: "after" });

test.each([
  ["play", step("first", "call-play", { stream_urls: ["https://files.example/a.wav"] }, "after")],
  ["beep", step("first", "call-beep", {}, "after")],
  ["bridge_join", step("first", "call-confbridge_join", { confbridge_id: "b" }, "after")],
  ["chatbot_start", step("first", "call-chatbot_talk", { chatbot_id: "c" }, "after")],
  ["call_dial", step("first", "call-connect", { destinations: [{ target: "1002" }] }, "after")],
])("a flow goes on when its channel refuses %s", async (type, first) => {
  cannot(type);

  const session = await bench.call(flow("f", [first, then]));

  expect(talks(bench)).toEqual(["after"]);
  expect(await bench.events(session, "error")).toEqual([{ type: "error", text: `${type}: not here` }]);
});

test("a call that cannot be hung up is over", async () => {
  cannot("call_hangup");

  const session = await bench.call(flow("f", [step("hangup", "call-hangup")]));

  expect((await bench.session(session)).call?.legs["call"]).toMatchObject({
    status: "hangup",
    hangupReason: "normal",
  });
});

test("a call that cannot be made has failed, and its session ends", async () => {
  cannot("call_dial");
  await bench.define(flow("f", [then]));

  const session = await bench.switchboard.startFlow(
    { id: "f" },
    {
      channel: bench.channel.id,
      lane: "call:out",
      call: { id: "out", direction: "outgoing", from: "+1", to: "1002" },
    },
  );
  await bench.settle();

  expect(await bench.session(session)).toMatchObject({
    status: "interrupted",
    call: { legs: { out: { status: "hangup", hangupReason: "failed" } } },
  });
});

test("what cannot be recorded is no recording", async () => {
  cannot("recording_start");
  const session = await bench.call(
    flow("f", [step("answer", "call-answer", {}, "record"), step("record", "call-recording_start", {}, "after"), then]),
  );

  expect((await bench.session(session)).call?.recordings).toEqual([]);
});
