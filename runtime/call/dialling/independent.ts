import type { StepContext } from "../../engine/context.js";
import type { JsonObject } from "../../json.js";
import type { FlowRef, Program } from "../../program.js";
import type { Anonymity } from "../../session/call.js";
import type { Destination } from "./addresses.js";
import { callCreated } from "./connecting.js";
import { plannedCalls, type PlannedCall } from "./group.js";
import { lanes } from "../../session/lanes.js";

/** What calls of their own are started with. */
export interface IndependentCall {
  readonly from: string;
  readonly flow: FlowRef | Program;
  /** The inline actions that the flow was read from. */
  readonly actions?: JsonObject[];
  readonly anonymous?: Anonymity | undefined;
  /** They end with the call of the session, if it has one. */
  readonly chained: boolean;
  /** Their flows begin when they ring. */
  readonly early: boolean;
}

/** Starts a session with an outgoing call for each telephone at the destinations; of a group as it rings. */
export function startCalls(step: StepContext, destinations: readonly Destination[], options: IndependentCall): void {
  for (const destination of destinations)
    for (const call of plannedCalls(destination, () => step.uuid())) startCall(step, call, options);
}

function startCall(
  step: StepContext,
  { id, number, group }: PlannedCall,
  { from, flow, actions, anonymous, chained, early }: IndependentCall,
): void {
  const { call: master } = step.session;
  if (chained && master)
    (master.chained ??= []).push(...(group?.ring === "linear" ? group.calls.map((call) => call.id) : [id]));
  const inline = "nodes" in flow;
  callCreated(step, {
    id,
    target: number,
    chained: chained && master !== undefined,
    early,
    ...(inline ? { actions: actions ?? [] } : { flow: flow.id }),
  });
  const { channel } = step.session;
  step.startSession({
    type: "start",
    flow: inline ? { id: flow.id, name: flow.name } : flow,
    ...(inline && { program: flow }),
    ...(channel !== undefined && { channel }),
    trigger: { type: "call", at: step.now(), call: id, session: step.session.id },
    lane: lanes.ofCall(id),
    call: {
      ...{ id, direction: "outgoing", from, to: number },
      ...(early && { earlyExecution: true }),
      ...(anonymous && { anonymous }),
      ...(group && { group }),
    },
  });
}
