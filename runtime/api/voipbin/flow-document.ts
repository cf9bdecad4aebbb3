import { NIL_ID, readVoipbin, writeVoipbin } from "../../formats/voipbin/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { StoredDefinition } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { programProblems } from "../../validation/options.js";
import { invalid } from "./errors.js";
import { NEVER, timeText } from "./times.js";

/** Actions of one flow. */
const MOST_ACTIONS = 1000;

/** What a client says of a flow. */
export interface GivenFlow {
  readonly id: string;
  readonly name?: string;
  readonly detail?: string;
  readonly actions: readonly Json[];
  readonly on_complete_flow_id?: string;
}

/** Reads a flow that a client sent. Throws 400 where an action cannot be; the message names flow, action and field. */
export function readFlow({ ids }: Pick<Switchboard, "ids">, flow: GivenFlow): Program {
  if (flow.actions.length > MOST_ACTIONS) {
    throw invalid("TOO_MANY_ACTIONS", `The flow has ${flow.actions.length} actions; it may have ${MOST_ACTIONS}.`);
  }
  const read = readVoipbin(flow, { ids });
  if ("problems" in read) {
    const problems = read.problems.map(({ path, field, message }) => ({ path, field, message }));
    const isUnknown = problems.some(({ field }) => field === "type");
    const texts = problems.map(({ path, field, message }) => `${path}${field === "" ? "" : `, ${field}`}: ${message}`);
    throw invalid(isUnknown ? "INVALID_ACTION_TYPE" : "INVALID_ACTION", sentence(texts), { problems });
  }
  const order = Object.keys(read.program.nodes);
  const problems = programProblems(read.program).map(({ node, field, reason }) => {
    const { type } = flow.actions[order.indexOf(node)] as JsonObject;
    const place = `flow '${read.program.name}' / action ${order.indexOf(node) + 1} (${String(type)})`;
    return { action: node, field, message: `${place}, ${reason}` };
  });
  if (problems.length > 0) {
    const texts = problems.map(({ message }) => message);
    throw invalid("INVALID_ACTION_OPTION", sentence(texts), { problems });
  }
  return read.program;
}

function sentence(texts: readonly string[]): string {
  const [first = "", ...more] = texts;
  return more.length > 0 ? `${first} (and ${more.length} more)` : first;
}

/** The actions as the API gives them: each with its id, and `next_id` even where it is none. */
export function actionsOf(program: Program): JsonObject[] {
  const written = writeVoipbin(program);
  const actions = "document" in written ? written.document.actions : [];
  return (Array.isArray(actions) ? actions : [])
    .filter(isJsonObject)
    .map(({ id, next_id = NIL_ID, ...action }) => ({ id, next_id, ...action }));
}

/** How the store knows the flows of this API. */
export const VOIPBIN = "voipbin";

/** The actions of a definition; none where it came by another format. */
export function actionsOfDefinition(definition: StoredDefinition | undefined): JsonObject[] {
  // The store gives back what the format's reader made.
  return definition?.kind === VOIPBIN ? actionsOf(definition.program as unknown as Program) : [];
}

/** The document of a flow, as it is stored and given. Times are milliseconds since 1970 UTC. */
export function flowDocument(
  program: Program,
  { name = "", detail = "", on_complete_flow_id }: GivenFlow,
  times: { readonly created: number; readonly updated?: number },
): JsonObject {
  return {
    id: program.id,
    type: "flow",
    name,
    detail,
    actions: actionsOf(program),
    ...(on_complete_flow_id !== undefined && { on_complete_flow_id }),
    tm_create: timeText(times.created),
    tm_update: timeText(times.updated),
    tm_delete: NEVER,
  };
}
