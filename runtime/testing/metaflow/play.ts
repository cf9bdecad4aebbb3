import type { JsonObject } from "../../json.js";
import type { CallLeg } from "../../session/call.js";
import type { StartInput } from "../../session/input.js";
import type { Switchboard } from "../../switchboard.js";
import { Mismatch } from "../expect.js";
import type { VirtualClock } from "../virtual-clock.js";
import { effective, ENDPOINTS } from "./configs.js";
import type { Outcome } from "./judge.js";
import { Network } from "./network.js";
import { MetaflowRecord } from "./record.js";
import type { ReadScenario, ScenarioCall, ScenarioInput } from "./scenario.js";

/** How long a scenario runs on after its last input, where it does not say. */
const RUN_ON_MS = 5000;

/** Plays a scenario's inputs to a call with this flow, and says what became of it. */
export async function play(
  switchboard: Switchboard,
  clock: VirtualClock,
  call: ScenarioCall,
  flow: string,
  { scenario, config }: ReadScenario,
): Promise<Outcome> {
  const start = clock.now();
  const record = new MetaflowRecord(start);
  switchboard.events.on("commit", (commit) => record.add(commit));
  const legs = scenario.flow ? {} : legsOf(call);
  const network = new Network({
    clock,
    timing: scenario.timing ?? {},
    parties: scenario.flow ? [] : [...new Set(["a", ...Object.keys(legs)])],
    signal: (input) => void switchboard.callEvent("voice", "a", input),
  });
  switchboard.channels.add(network);
  const advanceTo = (time: number): Promise<void> => clock.advanceTo(start + time, () => switchboard.whenIdle());
  await switchboard.startFlow({ id: flow }, callInput(call, legs, start));

  const { inputs = [], expected: { checkpoints = [] } = {}, run_until_ms: until } = scenario;
  const seen: JsonObject[] = [];
  const passedThrough: JsonObject[] = [];
  const lookBefore = async (time: number): Promise<void> => {
    for (let due = checkpoints[seen.length]; due && due.at_ms < time; due = checkpoints[seen.length]) {
      await advanceTo(due.at_ms);
      seen.push(record.legs);
    }
  };
  for (const input of inputs) {
    await lookBefore(input.at_ms);
    await advanceTo(input.at_ms);
    const before = record.intercepted;
    await apply(switchboard, network, input);
    await switchboard.whenIdle();
    const arrives = input.digit !== undefined && input.leg !== "z" && record.session.endedAt === undefined;
    if (arrives && record.intercepted === before) passedThrough.push({ ...input });
  }
  await lookBefore(Infinity);
  await advanceTo(until ?? (inputs.at(-1)?.at_ms ?? 0) + RUN_ON_MS);
  return {
    actions: record.actions,
    collections: record.collections,
    effects: record.effects,
    passedThrough,
    checkpoints: seen,
    legs: record.legs,
    flow: record.flow,
    effective: effective(config, "a"),
    effectivePeer: effective(config, "b"),
  };
}

/** Where there is no flow, the network has connected the parties (in the bridge named by the call), or rings them. */
function legsOf(call: ScenarioCall): Record<string, CallLeg> {
  const legs: Record<string, CallLeg> = {};
  for (const id of ["b", "c"] as const) {
    const party = call[id];
    if (!party || (!call.bridged && party.state !== "ringing")) continue;
    legs[id] = {
      number: party.number,
      ...(party.endpoint !== false && { endpoint: ENDPOINTS[id] }),
      direction: "outgoing",
      ...(party.state === "ringing" ? { status: "ringing" } : { status: "progressing", bridge: "a" }),
    };
  }
  if (call.bridged) legs["a"] = { number: call.a.number, direction: "incoming", status: "ringing", bridge: "a" };
  return legs;
}

function callInput(call: ScenarioCall, legs: Record<string, CallLeg>, at: number): Partial<StartInput> {
  return {
    channel: "voice",
    trigger: { type: "call", at },
    call: { id: "a", direction: "incoming", from: call.a.number, to: call.b?.number ?? "0", legs },
    lane: "call:a",
  };
}

async function apply(switchboard: Switchboard, network: Network, input: ScenarioInput): Promise<void> {
  const { event, leg = "", digit } = input;
  if (digit !== undefined) await switchboard.callEvent("voice", leg === "z" ? "z" : "a", { type: "digit", leg, digit });
  else if (event === "answer") network.answer(leg);
  else if (event === "hangup") network.leave(leg);
  else if (event !== "other_answer") throw new Mismatch(`Inputs of kind '${event}' cannot be given yet.`);
}
