import Type from "typebox";
import { NIL_ID } from "../../formats/voipbin/index.js";
import type { Json, JsonObject } from "../../json.js";
import type { FlowRef, Program } from "../../program.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { invalid, VoipbinError } from "./errors.js";
import { actionsOf, actionsOfDefinition, readFlow } from "./flow-document.js";

/** The fields of a request that say which flow it wants: one there is, or actions of its own. */
export const wantedFields = {
  flow_id: Type.Optional(Type.String({ maxLength: 255 })),
  actions: Type.Optional(Type.Array(Type.Unknown())),
};

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
  { flow_id, actions }: { readonly flow_id?: string; readonly actions?: readonly unknown[] },
): Promise<Wanted> {
  if (flow_id !== undefined && flow_id !== NIL_ID) {
    const flow = await findFlow(switchboard, flow_id);
    return { flow, actions: actionsOfDefinition(await switchboard.store.definition(flow_id)) };
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
