import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";

/** What a flow finds in these variables, by the last part of their names. */
const noted = (...names: string[]) =>
  flow(
    "noted",
    names.map((name, index) =>
      step(
        name,
        "call-variable_set",
        { key: name, value: `\${voipbin.activeflow.${name}}` },
        names.slice(index + 1, index + 2),
      ),
    ),
  );

const about = noted("id", "flow_id", "reference_type", "reference_id");

test("a flow knows itself, and the call that it is about", async () => {
  const bench = await Bench.open();

  const session = await bench.call(about);

  expect((await bench.session(session)).variables).toMatchObject({
    id: session,
    flow_id: "noted",
    reference_type: "call",
    reference_id: "call",
  });
});

test("without a call or a message it is about nothing", async () => {
  const bench = await Bench.open();

  const session = await bench.run(about, { trigger: { type: "api", at: 0 } });

  expect((await bench.session(session)).variables).toMatchObject({
    reference_type: "api",
    reference_id: "00000000-0000-0000-0000-000000000000",
  });
});

test("a call has no master, as far as variables say", async () => {
  const bench = await Bench.open();
  const master = flow("master", [
    step("set", "call-variable_set", { key: "master", value: "${voipbin.call.master_call_id}" }),
  ]);

  const [call, none] = [await bench.call(master), await bench.run(master)];

  expect((await bench.session(call)).variables["master"]).toBe("00000000-0000-0000-0000-000000000000");
  expect((await bench.session(none)).variables["master"]).toBe("");
});
