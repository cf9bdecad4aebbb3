import type { StepContext } from "../../engine/context.js";
import type { Json } from "../../json.js";
import type { Anonymity } from "../../session/call.js";
import type { Destination } from "./addresses.js";
import { joinAction } from "../fork.js";
import { dial } from "../legs/legs.js";

/** How the legs of a connection are dialled. */
export interface Connecting {
  readonly from: string;
  /** The bridge that they join when they answer. */
  readonly bridge: string;
  readonly earlyMedia?: boolean;
  readonly anonymous?: Anonymity | undefined;
}

/** Dials everybody at a destination for a bridge, chained to the flow's own leg; gives the ids of the legs. */
export function dialInto(
  step: StepContext,
  { numbers: all, isGroup, isLinear = false }: Destination,
  { from, bridge, earlyMedia = false, anonymous }: Connecting,
): readonly string[] {
  const [numbers, later] = isLinear ? [all.slice(0, 1), all.slice(1)] : [all, []];
  const group = isGroup ? step.uuid() : undefined;
  return numbers.map((number) => {
    const leg = dial(step.sprint, {
      ...number,
      from,
      joins: bridge,
      chained: true,
      ...(later.length > 0 && { otherwise: { from, numbers: later } }),
      ...(anonymous && { anonymous }),
      ...(earlyMedia && { earlyMedia }),
      ...(group !== undefined && { group }),
    });
    callCreated(step, {
      id: leg,
      target: number.number,
      chained: true,
      early: earlyMedia,
      // What VoIPBIN has such a leg do.
      actions: [joinAction(bridge), { type: "hangup" }],
    });
    return leg;
  });
}

/** VoIPBIN's event of a new call. */
export function callCreated(
  step: StepContext,
  call: { id: string; target: string; chained: boolean; early: boolean; actions?: Json; flow?: string },
): void {
  step.emit({
    type: "call_created",
    call: call.id,
    target: call.target,
    chained: call.chained,
    early_execution: call.early,
    ...(call.flow !== undefined && { flow_id: call.flow }),
    ...(call.actions !== undefined && { actions: call.actions }),
  });
}
