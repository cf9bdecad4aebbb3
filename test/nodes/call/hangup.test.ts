import { NIL_ID } from "../../../runtime/call/nil-id.js";
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

test.each([
  ["a variable may give the reason", { reason: "${why}" }, "busy"],
  ["a reason that there is not is a normal one", { reason: "${none}" }, "normal"],
  ["the zero id is no call whose reason counts", { reason: "busy", reference_id: NIL_ID }, "busy"],
])("%s", async (_, options, cause) => {
  const bench = await Bench.open();

  await bench.call(flow("ivr", [step("hangup", "call-hangup", options)]), { variables: { why: "busy" } });

  expect(bench.channel.effects.map(({ event }) => event)).toMatchObject([{ type: "call_hangup", cause }]);
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
