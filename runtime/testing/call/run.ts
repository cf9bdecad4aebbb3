import { clientVariables } from "../../call/variables.js";
import { families } from "../../families.js";
import { readVoipbin } from "../../formats/voipbin/index.js";
import { systemIds } from "../../ids.js";
import type { Program } from "../../program.js";
import type { CallLeg } from "../../session/call.js";
import type { StartInput } from "../../session/input.js";
import { lanes } from "../../session/lanes.js";
import { MemoryStore } from "../../store/memory.js";
import { addDefinition, type TestBench, type TestHost } from "../host.js";
import { Mismatch } from "../expect.js";
import { VirtualClock } from "../virtual-clock.js";
import { centreOf } from "./centre.js";
import { applyInput } from "./inputs.js";
import { judge } from "./judge.js";
import { CallRecord } from "./record.js";
import type { CallScenario, VoipbinFlow } from "./scenario.js";
import { WebServers } from "./web-servers.js";
import { VoiceChannel } from "./voice-channel.js";

/** Virtual time 0. */
const START = Date.parse("2024-04-17T12:00:00Z");
/** Long enough for everything that a scenario sets going to come to its end. */
const HORIZON_MS = 24 * 60 * 60 * 1000;
/** What the scenarios were written with (voipbin-flow.md sections 2 and 3). */
const SOURCE_LIMITS = { maxStepsPerSession: 100, staleNext: "stop" } as const;

/** Runs one scenario and compares. */
export async function runCallScenario(scenario: CallScenario, host: TestHost): Promise<void> {
  const read = [scenario.flow, ...(scenario.aux_flows ?? [])].map(readFlow);
  const rejected = read.filter((flow): flow is string[] => Array.isArray(flow));
  if (scenario.expected.create_rejected === true || scenario.expected.end === "create_rejected") {
    if (rejected.length === 0) throw new Mismatch("The flow was accepted.");
    return;
  }
  if (rejected.length > 0) throw new Mismatch(`The flow was refused: ${rejected.flat().join("; ")}`);

  const clock = new VirtualClock(START);
  const bench = await host.open({
    store: new MemoryStore(clock),
    families,
    clock,
    limits: SOURCE_LIMITS,
  });
  try {
    await deploy(read as Program[], scenario, bench);
    judge(scenario, await play(scenario, bench, clock));
  } finally {
    await bench.close();
  }
}

/** Flows that a client changes while they run are its own: only definitions can be changed through the API. */
async function deploy(programs: readonly Program[], scenario: CallScenario, bench: TestBench): Promise<void> {
  const updated = new Set(
    scenario.inputs.flatMap(({ event, target_id }) => (event === "flow_update" ? [target_id] : [])),
  );
  for (const program of programs.filter(({ id }) => updated.has(id))) await addDefinition(bench.switchboard, program);
  await bench.deploy(programs.filter(({ id }) => !updated.has(id)));
}

function readFlow(flow: VoipbinFlow): Program | string[] {
  const read = readVoipbin(flow, { ids: systemIds });
  return "program" in read ? read.program : read.problems.map(({ path, message }) => `${path}: ${message}`);
}

async function play(scenario: CallScenario, bench: TestBench, clock: VirtualClock): Promise<CallRecord> {
  const { switchboard } = bench;
  const session = switchboard.ids.uuid();
  const record = new CallRecord(session, START);
  switchboard.events.on("commit", (commit) => record.add(commit));
  switchboard.channels.add(
    new VoiceChannel({
      clock,
      timing: scenario.timing ?? {},
      dials: scenario.dials ?? [],
      signal: (call, input) => void switchboard.callEvent("voice", call, input),
    }),
  );
  switchboard.callCentre.add(centreOf(scenario));
  switchboard.channels.addDeliverer(new WebServers(scenario.fetch_responses ?? {}));
  const settle = (): Promise<void> => switchboard.whenIdle();
  await switchboard.startFlow({ id: scenario.flow.id }, { ...trigger(scenario, clock), session });
  for (const input of scenario.inputs) {
    await clock.advanceTo(START + input.at_ms, settle);
    await applyInput(switchboard, record, input);
    await settle();
  }
  await clock.advanceTo(START + HORIZON_MS, settle);
  return record;
}

function answered(number: string): Record<string, CallLeg> {
  return { "call-under-test": { number, direction: "outgoing", status: "progressing" } };
}

function trigger(scenario: CallScenario, clock: VirtualClock): Partial<StartInput> {
  const { trigger } = scenario;
  const variables = { ...scenario.preset_variables };
  const at = clock.now();
  switch (trigger.type) {
    case "api":
      return {
        channel: "voice",
        variables: { ...variables, ...clientVariables(trigger.variables ?? {}) },
        trigger: { type: "api", at },
      };
    case "call": {
      const call = {
        id: "call-under-test",
        direction: trigger.direction,
        from: trigger.source,
        to: trigger.destination,
        // Who is called has answered: that is when the flow of an outgoing call begins.
        ...(trigger.direction === "outgoing" && { legs: answered(trigger.destination) }),
      };
      return { channel: "voice", variables, trigger: { type: "call", at }, call, lane: lanes.ofCall(call.id) };
    }
    case "message": {
      const message = { uuid: "message-under-test", text: trigger.text, urn: `tel:${trigger.source}` };
      return { channel: "voice", variables, message, trigger: { type: "message", at, to: trigger.destination } };
    }
  }
}
