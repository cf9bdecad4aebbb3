import { Mismatch } from "../expect.js";
import type { TestHost } from "../host.js";
import { applyInput, applyTrigger } from "./inputs.js";
import { judge, type Outcome } from "./judge.js";
import type { WorkflowScenario } from "./scenario.js";
import { World } from "./world.js";

/** How long a scenario is let run on at most after its last input: no wait in one is longer. */
const HORIZON_MS = 400 * 24 * 60 * 60 * 1000;

/** Runs one scenario and compares. */
export async function runWorkflowScenario(scenario: WorkflowScenario, host: TestHost): Promise<void> {
  if (scenario.rest) throw new Mismatch("There is no API of 8x8 yet.");
  const world = await World.open(scenario, host);
  try {
    await play(world, scenario);
    judgeAny(scenario, {
      start: world.start,
      instances: world.instances,
      keys: new Map([...world.definitions].map(([key, id]) => [id, key])),
      messages: world.providers.messages,
      requests: world.http.requests,
    });
  } finally {
    await world.close();
  }
}

async function play(world: World, scenario: WorkflowScenario): Promise<void> {
  const { definition, extra_definitions: others = [], trigger, inputs = [], end_at_ms: end } = scenario;
  if (definition) await world.deploy("main", definition);
  for (const { key, definition } of others) await world.deploy(key, definition);
  if (trigger) await applyTrigger(world, trigger);
  for (const input of inputs) {
    await world.advanceTo(input.at_ms);
    await applyInput(world, input);
    await world.settle();
  }
  await world.settle();
  if (end !== undefined) return world.advanceTo(end);
  const horizon = world.clock.now() + HORIZON_MS;
  while (world.record.isLive && (world.clock.next ?? Infinity) <= horizon) {
    await world.advanceTo((world.clock.next ?? 0) - world.start);
  }
}

function judgeAny({ expected = {}, expected_any_of: any }: WorkflowScenario, outcome: Outcome): void {
  const faults = (any ?? [expected]).map((each) => fault(() => judge(each, outcome)));
  const [first] = faults;
  if (first && faults.every((each) => each)) throw first;
}

function fault(judged: () => void): Error | undefined {
  try {
    judged();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
