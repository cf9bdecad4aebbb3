import { sleeping, withLegs } from "../../metaflow/calls.js";
import { Bench } from "../../support/bench.js";
import { step } from "../../support/program.js";

const hangsUp = sleeping([
  step("listener", "metaflow-listen", { numbers: ["0"], listen_on: "both" }, { "numbers.0": "hangup" }),
  step("hangup", "metaflow-hangup", {}, "say"),
  step("say", "metaflow-say", { text: "bye" }),
]);

const connected = withLegs({ b: { number: "1002", status: "progressing" } });

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const hangups = () =>
  bench.channel.effects.filter(({ event }) => event.type === "call_hangup").map(({ event }) => event);

test("pressed by the caller, it ends the call and with it the flow", async () => {
  const session = await bench.call(hangsUp, connected);
  await bench.press("*0");
  await bench.pass(800);
  expect(hangups()).toMatchObject([{ leg: "call", by: "local" }]);

  await bench.hangUp();

  expect(await bench.session(session)).toMatchObject({
    status: "interrupted",
    call: { legs: { call: { status: "hangup", hangupBy: "local" } } },
  });
});

test("pressed by the other party, it ends their leg alone, once", async () => {
  const session = await bench.call(hangsUp, connected);
  for (const digit of "*0") await bench.onCall({ type: "digit", leg: "b", digit });
  await bench.pass(800);
  await bench.onCall({ type: "call", event: "hangup", leg: "b" });

  expect(hangups()).toMatchObject([{ leg: "b", by: "local" }]);
  expect(await bench.session(session)).toMatchObject({
    status: "waiting",
    call: { legs: { call: { status: "progressing" }, b: { status: "hangup", hangupBy: "local" } } },
  });
});

test("its child follows at once", async () => {
  const session = await bench.call(hangsUp, connected);
  await bench.press("*0");
  await bench.pass(800);
  const modules = await bench.events(session, "metaflow_module");
  expect(modules.map(({ module }) => module)).toEqual(["hangup", "say"]);
});
