import { DISTRIBUTOR } from "../../call/queue/signals.js";
import { referenceOf } from "../../call/reference.js";
import { FINISH_ID, NIL_ID, START_ID } from "../../formats/voipbin/index.js";
import { isJsonObject, type JsonObject } from "../../json.js";
import { hasEnded } from "../../session/lifecycle.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Session } from "../../session/session.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { actionsOf, actionsOfDefinition } from "./flow-document.js";
import { MESSAGE_FLOW } from "./message-flow.js";
import { NEVER, timeText } from "./times.js";
import { webhookOf, type Webhook } from "./webhooks/webhook.js";

/** The pseudo actions before the first and after the last (voipbin-flow.md section 1.3). */
export const START: JsonObject = { id: START_ID, next_id: NIL_ID, type: "" };
const FINISH: JsonObject = { id: FINISH_ID, next_id: NIL_ID, type: "finish" };

/** Messages that the API sends run as sessions too, and so does whoever brings agents to callers; they are no activeflows. */
export function isActiveflow({ flow, removedAt }: Session): boolean {
  return flow.id !== MESSAGE_FLOW && flow.id !== DISTRIBUTOR && removedAt === undefined;
}

/** An activeflow that was just started: what it was given, before its first action (voipbin-flow.md section 9). */
export function newActiveflow(given: {
  readonly id: string;
  readonly flow: string;
  readonly at: number;
  readonly actions: readonly JsonObject[];
  readonly webhook?: Webhook | undefined;
}): JsonObject {
  const { webhook } = given;
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
    ...(webhook && { webhook_uri: webhook.uri, webhook_method: webhook.method }),
    tm_create: timeText(given.at),
    tm_update: timeText(given.at),
    tm_delete: NEVER,
  };
}

/** A session as the API gives it. */
export async function activeflowView(switchboard: Switchboard, session: Session): Promise<JsonObject> {
  const events = await switchboard.store.events(session.id);
  return activeflowAt({ session, events, actions: await actionsOfSession(switchboard, session) });
}

/** An activeflow when so much of it had happened; `ended`: whether that was all, by default what the session says. */
export function activeflowAt(moment: {
  readonly session: Session;
  readonly events: readonly Pick<RecordedEvent, "event">[];
  readonly actions: readonly JsonObject[];
  readonly finished?: boolean;
  readonly ended?: boolean;
}): JsonObject {
  const { session, events, actions } = moment;
  const visited = visitedActions(events);
  const { ended = hasEnded(session.status), finished = ended && reachesFinish(session, events) } = moment;
  const cursor = [START, ...visited, ...(finished ? [FINISH] : [])];
  const { type: reference_type, id: reference_id } = referenceOf(session);
  const updated = Math.max(session.startedAt, ...session.runs.map(({ modifiedAt }) => modifiedAt));
  const webhook = webhookOf(session);
  return {
    id: session.id,
    flow_id: session.flow.id,
    reference_type,
    reference_id,
    status: ended ? "ended" : "running",
    current_action: cursor.at(-1),
    forward_action_id: session.forward ?? NIL_ID,
    actions: [...actions],
    executed_actions: cursor.slice(0, -1),
    ...(webhook && { webhook_uri: webhook.uri, webhook_method: webhook.method }),
    tm_create: timeText(session.startedAt),
    tm_update: timeText((ended ? session.endedAt : undefined) ?? updated),
    tm_delete: timeText(session.removedAt),
  };
}

/** Every action that was current, in order, without the pseudo actions. */
export function visitedActions(events: readonly Pick<RecordedEvent, "event">[]): JsonObject[] {
  return events.flatMap(({ event }) =>
    event.type === "activeflow_updated" && isJsonObject(event["current_action"])
      ? [{ next_id: NIL_ID, ...event["current_action"] }]
      : [],
  );
}

/** Whether the session ended by running through: a hangup's action stays the last. */
export function reachesFinish(session: Session, events: readonly Pick<RecordedEvent, "event">[]): boolean {
  const last = visitedActions(events).at(-1)?.["type"];
  const hungUp = (last === "hangup" || last === "hangup_relay") && session.call !== undefined;
  return session.status === "completed" && !hungUp;
}

/** The actions as they were when the session started: inline ones, or those of its version of the flow. */
export async function actionsOfSession(
  { store }: Pick<Switchboard, "store">,
  { runs, flow }: Session,
): Promise<JsonObject[]> {
  const inline = runs[0]?.program;
  if (inline) return actionsOf(inline);
  return actionsOfDefinition(await store.definition(flow.id, flow.version));
}
