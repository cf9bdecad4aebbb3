import { families } from "../../families.js";
import { readVoipbin } from "../../formats/voipbin/index.js";
import { systemIds } from "../../ids.js";
import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { Call } from "../../session/call.js";
import { MemoryStore } from "../../store/memory.js";
import { Mismatch } from "../expect.js";
import type { TestBench, TestHost } from "../host.js";
import { VirtualClock } from "../virtual-clock.js";
import { collectorOf, ENDPOINTS } from "./configs.js";
import { judge } from "./judge.js";
import { withLegs } from "./matchers.js";
import { play } from "./play.js";
import type { ReadScenario } from "./scenario.js";

/** Virtual time 0. */
const START = Date.parse("2024-04-17T12:00:00Z");
const FLOW_ID = "f0000000-0000-4000-8000-000000000001";
/** Keeps a call that no flow is given for. */
const KEEP_CALL: readonly JsonObject[] = [{ type: "answer" }, { type: "sleep", option: { duration: 86_400_000 } }];

/** Runs one scenario and compares. */
export async function runMetaflowScenario(read: ReadScenario, host: TestHost): Promise<void> {
  const { scenario } = read;
  if (!scenario.call || scenario.rest || scenario.inputs?.some(({ event }) => event === "api")) {
    throw new Mismatch("no REST yet");
  }
  const clock = new VirtualClock(START);
  const fastRearm = scenario.system?.use_fast_rearm ?? false;
  const bench = await host.open({ store: new MemoryStore(clock), families, clock, fastRearm });
  try {
    await deploy(bench, read);
    judge(withLegs(scenario.expected ?? {}), await play(bench.switchboard, clock, scenario.call, FLOW_ID, read));
  } finally {
    await bench.close();
  }
}

/** The flows, and the metaflows: the caller's as a listener in a flow, others' as the documents that they are. */
async function deploy(bench: TestBench, { scenario, config }: ReadScenario): Promise<void> {
  const { actions = KEEP_CALL } = scenario.flow ?? {};
  const flows = [{ id: FLOW_ID, name: "call", actions: [...actions] }, ...(scenario.aux_flows ?? [])].map(readFlow);
  const { metaflows } = bench.switchboard;
  const caller = collectorOf(config, "a", metaflows.fastRearm);
  const listening = caller && "nodes" in caller.flow ? [onAllCalls(caller.flow, caller.node)] : [];
  await bench.deploy([...flows, ...listening]);
  for (const leg of ["b", "c"] as const) {
    const collector = collectorOf(config, leg, metaflows.fastRearm);
    if (collector) {
      metaflows.add(({ call }) =>
        legsOf(call, ENDPOINTS[leg]).map((id) => ({ ...collector, endpoint: ENDPOINTS[leg], leg: id })),
      );
    }
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

/** The legs on which an endpoint has answered. */
function legsOf(call: Call | undefined, endpoint: string): string[] {
  return Object.entries(call?.legs ?? {}).flatMap(([id, leg]) =>
    leg.endpoint === endpoint && leg.status === "progressing" ? [id] : [],
  );
}
