import type { JsonObject } from "../../json.js";
import type { CallLeg } from "../../session/call.js";
import type { StartInput } from "../../session/input.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { Mismatch } from "../expect.js";
import type { VirtualClock } from "../virtual-clock.js";
import type { Outcome } from "./judge.js";
import { Network, NETWORK_BRIDGE } from "./network.js";
import type { People } from "./people.js";
import { MetaflowRecord } from "./record.js";
import type { RestClient } from "./rest.js";
import type { HttpStep, ReadScenario, ScenarioCall, ScenarioInput } from "./scenario.js";

/** How long a scenario runs on after its last input, where it does not say. */
const RUN_ON_MS = 5000;

/** What a scenario's call takes place among. */
export interface Stage {
  readonly switchboard: Switchboard;
  readonly clock: VirtualClock;
  readonly people: People;
  readonly rest: RestClient;
  /** Puts ids in the place of names in braces. */
  readonly fill: <Value>(value: Value, legs?: Readonly<Record<string, string>>) => Value;
  /** Id of the flow on leg a. */
  readonly flow: string;
}

/** Plays a scenario's inputs to its call, and says what became of it. */
export async function play(stage: Stage, call: ScenarioCall, read: ReadScenario): Promise<Outcome> {
  const { switchboard, clock, people } = stage;
  const { scenario, config } = read;
  const start = clock.now();
  const record = new MetaflowRecord(start, call, people);
  switchboard.events.on("commit", (commit) => record.add(commit));
  const legs = scenario.flow ? answeredLeg(call) : legsOf(call, people);
  const parties = Object.keys(legs);
  const network = new Network({
    clock,
    timing: scenario.timing ?? {},
    parties: scenario.flow ? [] : [...new Set(["a", ...parties])],
    connected: parties.filter((leg) => legs[leg]?.bridge !== undefined),
    signal: (input) => void switchboard.callEvent("voice", "a", input),
  });
  switchboard.channels.add(network);
  const advanceTo = (time: number): Promise<void> => clock.advanceTo(start + time, () => switchboard.whenIdle());
  await switchboard.startFlow({ id: stage.flow }, callInput(call, legs, start));

  const { inputs = [], expected: { checkpoints = [] } = {}, run_until_ms: until } = scenario;
  const seen: JsonObject[] = [];
  const passedThrough: JsonObject[] = [];
  const lookBefore = async (time: number): Promise<void> => {
    for (let due = checkpoints[seen.length]; due && due.at_ms < time; due = checkpoints[seen.length]) {
      await advanceTo(due.at_ms);
      seen.push(record.legs);
    }
  };
  for (const [index, input] of inputs.entries()) {
    await lookBefore(input.at_ms);
    await advanceTo(input.at_ms);
    const before = record.intercepted;
    await apply(stage, network, record, input, read.bodies.inputs[index]);
    await switchboard.whenIdle();
    const { at_ms, leg = "", digit } = input;
    const arrives = digit !== undefined && leg !== "z" && record.session.endedAt === undefined;
    if (arrives && record.intercepted === before) passedThrough.push({ at_ms, leg, digit });
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
    effective: await people.effective(switchboard, config, "a"),
    effectivePeer: await people.effective(switchboard, config, "b"),
  };
}

/** A flow finds the caller ringing, or answered. */
function answeredLeg({ answered, a }: ScenarioCall): Record<string, CallLeg> {
  return answered ? { a: { number: a.number, direction: "incoming", status: "progressing" } } : {};
}

/** Where there is no flow, the network has connected the parties, or rings them. */
function legsOf(call: ScenarioCall, people: People): Record<string, CallLeg> {
  const legs: Record<string, CallLeg> = {};
  for (const id of ["b", "c"] as const) {
    const party = call[id];
    if (!party || (!call.bridged && party.state !== "ringing")) continue;
    legs[id] = {
      number: party.number,
      ...(party.endpoint !== false && { endpoint: people.deviceOf(id) }),
      direction: "outgoing",
      ...(party.state === "ringing" ? { status: "ringing" } : { status: "progressing", bridge: NETWORK_BRIDGE }),
    };
  }
  if (call.bridged) {
    legs["a"] = { number: call.a.number, direction: "incoming", status: "ringing", bridge: NETWORK_BRIDGE };
  }
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

async function apply(
  { switchboard, rest, fill }: Stage,
  network: Network,
  record: MetaflowRecord,
  input: ScenarioInput,
  body: string | undefined,
): Promise<void> {
  const { event, digit } = input;
  const leg = record.legId(input.leg ?? "");
  if (digit !== undefined) await switchboard.callEvent("voice", leg === "z" ? "z" : "a", { type: "digit", leg, digit });
  else if (event === "answer") network.answer(leg);
  else if (event === "hangup") network.leave(leg);
  else if (event === "bridge") network.bridge((input.legs ?? []).map((each) => record.legId(each)));
  else if (event === "target_answer") network.targetAnswers();
  else if (event === "target_no_answer") network.targetLeaves("noanswer");
  else if (event === "target_hangup") network.targetLeaves("normal");
  else if (event === "api") {
    const legs = Object.fromEntries(["a", "b", "c", "t", "z"].map((name) => [name, record.legId(name)]));
    await rest.run(fill(input as HttpStep, legs), fill(body, legs));
  } else if (event !== "other_answer") throw new Mismatch(`Inputs of kind '${event}' cannot be given.`);
}
