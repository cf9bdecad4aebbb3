import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

test("hangs the call up for our part; the network's hangup confirms it", async () => {
  const bench = await Bench.open();
  const session = await bench.call(
    flow("ivr", [step("answer", "call-answer", {}, "hangup"), step("hangup", "call-hangup")]),
  );
  expect((await bench.session(session)).call?.legs["call"]).toMatchObject({ status: "terminating", hangupBy: "local" });

  await bench.hangUp();

  expect((await bench.session(session)).call?.legs["call"]).toMatchObject({
    status: "hangup",
    hangupBy: "local",
    hangupReason: "normal",
  });
});

test("tells the other side the reason", async () => {
  const bench = await Bench.open();

  await bench.call(flow("ivr", [step("hangup", "call-hangup", { reason: "busy" })]));

  expect(bench.channel.effects.map(({ event }) => event)).toEqual([
    { type: "call_hangup", call: "call", leg: "call", cause: "busy", by: "local" },
  ]);
});

test("ends the whole session, also from inside a called flow", async () => {
  const bench = await Bench.open();

  const session = await bench.call([
    flow("outer", [
      step("fetch", "call-fetch_flow", { flow_id: "inner" }, "never"),
      step("never", "call-talk", { text: "Never" }),
    ]),
    flow("inner", [step("hangup", "call-hangup")]),
  ]);

  expect((await bench.session(session)).status).toBe("completed");
  expect(bench.channel.types).toEqual(["call_hangup"]);
});
