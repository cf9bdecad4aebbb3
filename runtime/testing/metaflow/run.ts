import { families } from "../../families.js";
import { readVoipbin } from "../../formats/voipbin/index.js";
import { systemIds } from "../../ids.js";
import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import { MemoryStore } from "../../store/memory.js";
import { Mismatch } from "../expect.js";
import type { TestBench, TestHost } from "../host.js";
import { VirtualClock } from "../virtual-clock.js";
import { callerCollector } from "./configs.js";
import { judge } from "./judge.js";
import { filled, withLegs } from "./matchers.js";
import { ENDPOINTS, People } from "./people.js";
import { play } from "./play.js";
import { RestClient } from "./rest.js";
import type { ReadScenario } from "./scenario.js";

/** Virtual time 0. */
const START = Date.parse("2024-04-17T12:00:00Z");
const FLOW_ID = "f0000000-0000-4000-8000-000000000001";
/** Keeps a call that no flow is given for. */
const KEEP_CALL: readonly JsonObject[] = [{ type: "answer" }, { type: "sleep", option: { duration: 86_400_000 } }];

/** Runs one scenario and compares. */
export async function runMetaflowScenario(read: ReadScenario, host: TestHost): Promise<void> {
  const { scenario, config, bodies } = read;
  const clock = new VirtualClock(START);
  const fastRearm = scenario.system?.use_fast_rearm ?? false;
  const people = new People(scenario);
  const directory = people.accounts;
  const bench = await host.open({ store: new MemoryStore(clock), families, clock, fastRearm, directory });
  const { switchboard } = bench;
  const rest = await RestClient.open(switchboard);
  const fill = <Value>(value: Value, legs: Readonly<Record<string, string>> = {}): Value =>
    filled(value, { ...people.placeholders, ...legs });
  try {
    for (const [index, step] of (scenario.rest ?? []).entries()) await rest.run(fill(step), fill(bodies.rest[index]));
    if (!scenario.call) return;
    await deploy(bench, read);
    for (const leg of ["b", "c"] as const) await people.store(switchboard, config, leg);
    const outcome = await play({ switchboard, clock, people, rest, fill, flow: FLOW_ID }, scenario.call, read);
    judge(withLegs(fill(scenario.expected ?? {})), outcome);
  } finally {
    rest.close();
    await bench.close();
  }
}

/** The flows, and the caller's metaflows as a listener in a flow. */
async function deploy(bench: TestBench, { scenario, config }: ReadScenario): Promise<void> {
  const { switchboard } = bench;
  const { actions = KEEP_CALL } = scenario.flow ?? {};
  const flows = [{ id: FLOW_ID, name: "call", actions: [...actions] }, ...(scenario.aux_flows ?? [])].map(readFlow);
  const caller = callerCollector(config, switchboard.metaflows.fastRearm);
  const listening = caller && "nodes" in caller.flow ? [onAllCalls(caller.flow, caller.node)] : [];
  await bench.deploy([...flows, ...listening]);
  for (const [number, id] of Object.entries(scenario.directory?.extensions ?? {})) {
    switchboard.triggers.onCall({ flow: { id }, matches: ({ to }) => to === number });
  }
}

function readFlow(flow: JsonObject): Program {
  const read = readVoipbin(flow, { ids: systemIds });
  if ("program" in read) return read.program;
  throw new Mismatch(
    `The flow was refused: ${read.problems.map(({ path, message }) => `${path}: ${message}`).join("; ")}`,
  );
}

function onAllCalls(program: Program, listener: string): Program {
  const node = program.nodes[listener];
  if (!node) throw new Error(`The metaflows have no node '${listener}'.`);
  const all = { ...node, options: { ...node.options, calls: "all" } };
  return { ...program, id: ENDPOINTS.a, name: ENDPOINTS.a, nodes: { ...program.nodes, [listener]: all } };
}
