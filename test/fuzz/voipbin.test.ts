import { programTestHost } from "../../runtime/testing/host.js";
import { runCallScenario } from "../../runtime/testing/call/run.js";
import type { JsonObject } from "../../runtime/json.js";
import { pick, randomNumbers } from "./random.js";
import { runReference, type Action } from "./voipbin-reference.js";

const COUNT = 500;
const FLOWS = ["f0", "f1", "f2"];
const MOST_ACTIONS = 6;
const VARIABLES = ["a", "b"];
const VALUES = ["", "1", "2", "${a}", "${b}1"];

type Flows = Readonly<Record<string, readonly Action[]>>;

/** A few flows that jump about in themselves and in each other. */
function randomFlows(random: () => number): Flows {
  const sizes = FLOWS.map((_, index) => (index === 0 ? 1 : 0) + Math.floor(random() * MOST_ACTIONS));
  const ids = sizes.map((size, flow) => Array.from({ length: size }, (_, index) => `${FLOWS[flow]}-${index}`));
  return Object.fromEntries(FLOWS.map((flow, at) => [flow, ids[at]!.map((id) => randomAction(id, ids, at, random))]));
}

function randomAction(id: string, ids: readonly string[][], flow: number, random: () => number): Action {
  const one = <Value>(values: readonly Value[]): Value => pick(random, values);
  const target = (): string => one([...ids[flow]!, ...ids[flow]!, ...ids.flat(), "nowhere"]);
  const next = random() < 0.15 ? { next_id: target() } : {};
  const action = ([type, option]: readonly [string, JsonObject]): Action =>
    ({ id, ...next, type, option }) as unknown as Action;
  return action(
    one([
      ["variable_set", { key: one(VARIABLES), value: one(VALUES) }],
      ["variable_set", { key: one(VARIABLES), value: one(VALUES) }],
      [
        "branch",
        { variable: one(VARIABLES), target_ids: { "1": target(), "": target() }, default_target_id: target() },
      ],
      ["goto", { target_id: target(), loop_count: Math.floor(random() * 4) }],
      ["goto", { target_id: target(), loop_count: 1 }],
      [
        "condition_variable",
        {
          ...{ variable: `\${${one(VARIABLES)}}`, condition: "==", value_type: "string" },
          ...{ value_string: one(VALUES), false_target_id: target() },
        },
      ],
      ["fetch_flow", { flow_id: one([...FLOWS, ...FLOWS, "gone"]) }],
      ["fetch_flow", { flow_id: one(FLOWS) }],
      random() < 0.3 ? ["stop", {}] : ["variable_set", { key: "c", value: id }],
    ]),
  );
}

/** Runs the flows, and compares with what the reference does. */
async function agrees(flows: Flows): Promise<void> {
  const { cursor, variables, end } = runReference(flows, FLOWS[0]!);
  const [flow, ...aux_flows] = FLOWS.map((id) => ({ id, actions: [...flows[id]!] as unknown as JsonObject[] }));
  await runCallScenario(
    {
      name: "random",
      flow: flow!,
      aux_flows,
      trigger: { type: "api" },
      inputs: [],
      expected: { cursor_path: cursor, variables, end, final_status: "ended" },
    },
    programTestHost,
  );
}

test(`${COUNT} random flows take the way that VoIPBIN's take`, async () => {
  const random = randomNumbers(1);
  const wrong: string[] = [];
  for (let index = 0; index < COUNT; index++) {
    const flows = randomFlows(random);
    await agrees(flows).catch((error: unknown) => wrong.push(`${String(error)}\n${JSON.stringify(flows)}`));
  }
  expect(wrong).toEqual([]);
});
