import type { JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import { applyInput, applyTrigger, callApi } from "./inputs.js";
import { judge, type Outcome } from "./judge.js";
import { withRepeats } from "./references.js";
import type { RestStep, WorkflowScenario } from "./scenario.js";
import { World } from "./world.js";

/** How long a scenario is let run on at most after its last input: no wait in one is longer. */
const HORIZON_MS = 400 * 24 * 60 * 60 * 1000;

/** Runs one scenario and compares. */
export async function runWorkflowScenario(written: WorkflowScenario, host: TestHost): Promise<void> {
  const scenario = withRepeats(written as unknown as JsonObject) as unknown as WorkflowScenario;
  const world = await World.open(scenario, host);
  try {
    if (scenario.rest) return await playRest(world, scenario.rest);
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
  if (definition) await world.define("main", definition);
  for (const { key, definition } of others) await world.define(key, definition);
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

async function playRest(world: World, steps: readonly RestStep[]): Promise<void> {
  for (const step of steps) {
    if ("advance_ms" in step) await world.advanceTo(world.clock.now() - world.start + step.advance_ms);
    else await callApi(world, step);
    await world.settle();
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
