import { lanes } from "../../session/lanes.js";
import { clientVariables } from "../variables.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Call, CallGroup } from "../../session/call.js";
import type { Destination } from "./addresses.js";

/** A call that is to be started. */
export interface PlannedCall {
  readonly id: string;
  readonly number: string;
  readonly group?: CallGroup;
}

/** The calls that are started at once for those who are called: one each, or those of a group. */
export function plannedCalls(
  { numbers, isGroup, isLinear = false }: Destination,
  newId: () => string,
): readonly PlannedCall[] {
  const calls = numbers.map(({ number }) => ({ id: newId(), number }));
  if (!isGroup) return calls;
  const group: CallGroup = { ring: isLinear ? "linear" : "all", calls };
  return (isLinear ? calls.slice(0, 1) : calls).map((call) => ({ ...call, group }));
}

/** Ids of the calls that ring for the same party as this one; the first that is answered ends them. */
export function ringingBeside({ id, group }: Call): readonly string[] {
  return group?.ring === "all" ? group.calls.map((call) => call.id).filter((other) => other !== id) : [];
}

/** Nobody has answered the call: of a group that rings one after another the next one does, with the same flow. */
export function callNextOfGroup(sprint: Sprint, call: Call): void {
  const { id: mine, direction, from, earlyExecution, anonymous, group } = call;
  if (group?.ring !== "linear") return;
  const next = group.calls[group.calls.findIndex(({ id }) => id === mine) + 1];
  if (!next) return;
  const { flow, runs, channel, variables, trigger } = sprint.session;
  const program = runs[0]?.program;
  sprint.record({ type: "call_created", call: next.id, target: next.number, early_execution: earlyExecution ?? false });
  sprint.startSession({
    type: "start",
    flow,
    ...(program && { program }),
    ...(channel !== undefined && { channel }),
    variables: clientVariables(variables),
    trigger: { ...trigger, at: sprint.now(), call: next.id },
    lane: lanes.ofCall(next.id),
    call: {
      ...{ id: next.id, direction, from, to: next.number, group },
      ...(earlyExecution && { earlyExecution }),
      ...(anonymous && { anonymous }),
    },
  });
}
