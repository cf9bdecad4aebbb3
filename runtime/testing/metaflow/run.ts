import { families } from "../../families.js";
import { readVoipbin } from "../../formats/voipbin/index.js";
import { systemIds } from "../../ids.js";
import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { Call, CallLeg } from "../../session/call.js";
import type { StartInput } from "../../session/input.js";
import { MemoryStore } from "../../store/memory.js";
import type { Switchboard } from "../../switchboard.js";
import { Mismatch } from "../expect.js";
import type { TestBench, TestHost } from "../host.js";
import { VirtualClock } from "../virtual-clock.js";
import { collectorOf, effective, ENDPOINTS } from "./configs.js";
import { judge, type Outcome } from "./judge.js";
import { withLegs } from "./matchers.js";
import { Network } from "./network.js";
import { MetaflowRecord } from "./record.js";
import type { ReadScenario, ScenarioCall, ScenarioInput } from "./scenario.js";

/** Virtual time 0. */
const START = Date.parse("2024-04-17T12:00:00Z");
/** How long a scenario runs on after its last input, where it does not say. */
const RUN_ON_MS = 5000;
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
    judge(withLegs(scenario.expected ?? {}), await play(bench, clock, scenario.call, read));
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

async function play(
  { switchboard }: TestBench,
  clock: VirtualClock,
  call: ScenarioCall,
  { scenario, config }: ReadScenario,
): Promise<Outcome> {
  const record = new MetaflowRecord(START);
  switchboard.events.on("commit", (commit) => record.add(commit));
  const legs = scenario.flow ? {} : otherLegs(call);
  const network = new Network({
    clock,
    timing: scenario.timing ?? {},
    parties: scenario.flow ? [] : ["a", ...Object.keys(legs)],
    signal: (input) => void switchboard.callEvent("voice", "a", input),
  });
  switchboard.channels.add(network);
  const settle = (): Promise<void> => switchboard.whenIdle();
  await switchboard.startFlow({ id: FLOW_ID }, start(call, legs, clock));

  const { inputs = [], expected = {} } = scenario;
  const { checkpoints = [] } = expected;
  const seen: JsonObject[] = [];
  const passedThrough: JsonObject[] = [];
  const lookUntil = async (time: number): Promise<void> => {
    for (let due = checkpoints[seen.length]; due && due.at_ms < time; due = checkpoints[seen.length]) {
      await clock.advanceTo(START + due.at_ms, settle);
      seen.push(record.legs);
    }
  };
  for (const input of inputs) {
    await lookUntil(input.at_ms);
    await clock.advanceTo(START + input.at_ms, settle);
    const before = record.intercepted;
    await apply(switchboard, network, input);
    await settle();
    const reaches = input.digit !== undefined && input.leg !== "z" && record.session.endedAt === undefined;
    if (reaches && record.intercepted === before) passedThrough.push({ ...input });
  }
  await lookUntil(Infinity);
  const end = scenario.run_until_ms ?? (inputs.at(-1)?.at_ms ?? 0) + RUN_ON_MS;
  await clock.advanceTo(START + end, settle);
  const { actions, collections, effects, legs: legsAtEnd, flow } = record;
  return {
    actions,
    collections,
    effects,
    passedThrough,
    checkpoints: seen,
    legs: legsAtEnd,
    flow,
    effective: effective(config, "a"),
    effectivePeer: effective(config, "b"),
  };
}

/** Where there is no flow, the network has connected the parties, or rings them. */
function otherLegs(call: ScenarioCall): Record<string, CallLeg> {
  const legs = (["b", "c"] as const).flatMap((id): [string, CallLeg][] => {
    const party = call[id];
    if (!party || (!call.bridged && party.state !== "ringing")) return [];
    const status = party.state ?? "progressing";
    return [[id, { number: party.number, ...(party.endpoint !== false && { endpoint: ENDPOINTS[id] }), status }]];
  });
  return Object.fromEntries(legs);
}

function start(call: ScenarioCall, legs: Record<string, CallLeg>, clock: VirtualClock): Partial<StartInput> {
  const started: StartInput["call"] & Pick<Call, "legs"> = {
    id: "a",
    direction: "incoming",
    from: call.a.number,
    to: call.b?.number ?? "0",
    legs,
  };
  return { channel: "voice", trigger: { type: "call", at: clock.now() }, call: started, lane: "call:a" };
}

async function apply(switchboard: Switchboard, network: Network, input: ScenarioInput): Promise<void> {
  const { event, leg = "", digit } = input;
  if (digit !== undefined) await switchboard.callEvent("voice", leg === "z" ? "z" : "a", { type: "digit", leg, digit });
  else if (event === "answer") network.answer(leg);
  else if (event === "hangup") network.leave(leg);
  else if (event !== "other_answer") throw new Mismatch(`Inputs of kind '${event}' cannot be given yet.`);
}
