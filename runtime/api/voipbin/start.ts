import type { Json, JsonObject } from "../../json.js";
import type { FlowRef, Program } from "../../program.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { invalid, VoipbinError } from "./errors.js";
import { actionsOf, readFlow } from "./flow-document.js";

/** Which flow a request wants to run: one there is, or actions of its own. */
export interface Wanted {
  readonly flow: FlowRef;
  /** Inline actions. */
  readonly program?: Program;
  readonly actions: readonly JsonObject[];
}

/** Finds the flow of a request; `actions` count only without `flow_id`. Throws 400, 404 `FLOW_NOT_FOUND`. */
export async function wantedFlow(
  switchboard: Switchboard,
  given: { readonly flow_id?: string; readonly actions?: readonly unknown[] },
  noFlow: string,
): Promise<Wanted> {
  const { flow_id, actions } = given;
  if (flow_id !== undefined && flow_id !== noFlow) {
    const flow = await findFlow(switchboard, flow_id);
    const definition = await switchboard.store.definition(flow_id);
    const isOurs = definition?.kind === "voipbin";
    return { flow, actions: isOurs ? actionsOf(definition.program as unknown as Program) : [] };
  }
  if (actions === undefined) throw invalid("FLOW_REQUIRED", "Say which flow: 'flow_id' or 'actions'.");
  const program = readFlow(switchboard, { id: switchboard.ids.uuid(), actions: actions as Json[] });
  return { flow: { id: program.id }, program, actions: actionsOf(program) };
}

/** Throws 404 `FLOW_NOT_FOUND`. */
export async function findFlow({ flows }: Switchboard, id: string): Promise<FlowRef> {
  const flow = await flows.load({ id });
  if (!flow) throw new VoipbinError("NOT_FOUND", "FLOW_NOT_FOUND", `There is no flow '${id}'.`);
  return flow.ref;
}
