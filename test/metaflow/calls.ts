import type { JsonObject } from "../../runtime/json.js";
import type { Program, ProgramNode } from "../../runtime/program.js";
import type { CallLeg } from "../../runtime/session/call.js";
import type { StartInput } from "../../runtime/session/input.js";
import type { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";

/** A listener whose numbers say the texts given; further options as given. */
export function listening(numbers: Readonly<Record<string, string>>, options: JsonObject = {}): ProgramNode[] {
  const keys = Object.keys(numbers);
  return [
    step(
      "listener",
      "metaflow-listen",
      { numbers: keys, ...options },
      Object.fromEntries(keys.map((key) => [`numbers.${key}`, `say-${key}`])),
    ),
    ...keys.map((key) => step(`say-${key}`, "metaflow-say", { text: numbers[key]! })),
  ];
}

/** A call that rests at a sleep of a minute while `nodes` listen. */
export function sleeping(nodes: readonly ProgramNode[], id = "sleeping"): Program {
  return flow(id, [
    step("answer", "call-answer", {}, "sleep"),
    step("sleep", "call-sleep", { duration: 60_000 }),
    ...nodes,
  ]);
}

/** What modules have said on the call, in order. */
export function said(bench: Bench): string[] {
  return bench.channel.effects.flatMap(({ event }) => (event.type === "say" ? [String(event["text"])] : []));
}

/** The node at which the flow rests. */
export async function restsAt(bench: Bench, session: string): Promise<string[]> {
  const runs = await bench.runs(session);
  return runs.filter(({ role }) => role === "main").flatMap((run) => run.tokens.map(({ node }) => node));
}

/** The bench's call, with legs that the network has dialled; those in progress talk to the flow's own leg. */
export function withLegs(legs: Record<string, Pick<CallLeg, "number" | "endpoint" | "status">>): {
  call: NonNullable<StartInput["call"]>;
} {
  const own = { number: "+15550100", direction: "incoming", status: "ringing" } as const;
  const talking = Object.values(legs).some(({ status }) => status === "progressing");
  const others = Object.entries(legs).map(([id, leg]): [string, CallLeg] => [
    id,
    { ...leg, direction: "outgoing", ...(leg.status === "progressing" && { bridge: "call" }) },
  ]);
  return {
    call: {
      id: "call",
      direction: "incoming",
      from: own.number,
      to: "+15550199",
      legs: { ...(talking && { call: { ...own, bridge: "call" } }), ...Object.fromEntries(others) },
    },
  };
}
