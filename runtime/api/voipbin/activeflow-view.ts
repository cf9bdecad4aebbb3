import { referenceOf } from "../../call/reference.js";
import { FINISH_ID, NIL_ID, START_ID } from "../../formats/voipbin/index.js";
import { isJsonObject, type JsonObject } from "../../json.js";
import { hasEnded } from "../../session/lifecycle.js";
import type { Session } from "../../session/session.js";
import type { Program } from "../../program.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { actionsOf } from "./flow-document.js";
import { NEVER, timeText } from "./times.js";

/** The pseudo actions before the first and after the last (voipbin-flow.md section 1.3). */
const START: JsonObject = { id: START_ID, next_id: NIL_ID, type: "" };
const FINISH: JsonObject = { id: FINISH_ID, next_id: NIL_ID, type: "finish" };

/** An activeflow that was just started: what it was given, before its first action (voipbin-flow.md section 9). */
export function newActiveflow(given: {
  readonly id: string;
  readonly flow: string;
  readonly at: number;
  readonly actions: readonly JsonObject[];
}): JsonObject {
  return {
    id: given.id,
    flow_id: given.flow,
    reference_type: "api",
    reference_id: NIL_ID,
    status: "running",
    current_action: START,
    forward_action_id: NIL_ID,
    actions: [...given.actions],
    executed_actions: [],
    tm_create: timeText(given.at),
    tm_update: timeText(given.at),
    tm_delete: NEVER,
  };
}

/** A session as the API gives it. */
export async function activeflowView(switchboard: Switchboard, session: Session): Promise<JsonObject> {
  const visited: JsonObject[] = (await switchboard.store.events(session.id)).flatMap(({ event }) =>
    event.type === "activeflow_updated" && isJsonObject(event["current_action"])
      ? [{ next_id: NIL_ID, ...event["current_action"] }]
      : [],
  );
  const hungUp = visited.at(-1)?.["type"] === "hangup" && session.call !== undefined;
  const cursor = [START, ...visited, ...(session.status === "completed" && !hungUp ? [FINISH] : [])];
  const { type: reference_type, id: reference_id } = referenceOf(session);
  const updated = Math.max(session.startedAt, ...session.runs.map(({ modifiedAt }) => modifiedAt));
  return {
    id: session.id,
    flow_id: session.flow.id,
    reference_type,
    reference_id,
    status: hasEnded(session.status) ? "ended" : "running",
    current_action: cursor.at(-1),
    forward_action_id: session.forward ?? NIL_ID,
    actions: await actionsOfSession(switchboard, session),
    executed_actions: cursor.slice(0, -1),
    tm_create: timeText(session.startedAt),
    tm_update: timeText(session.endedAt ?? updated),
    tm_delete: timeText(session.removedAt),
  };
}

/** The actions as they were when the session started: inline ones, or those of its version of the flow. */
async function actionsOfSession({ store }: Switchboard, { runs, flow }: Session): Promise<JsonObject[]> {
  const inline = runs[0]?.program;
  if (inline) return actionsOf(inline);
  const definition = await store.definition(flow.id, flow.version);
  return definition?.kind === "voipbin" ? actionsOf(definition.program as unknown as Program) : [];
}
