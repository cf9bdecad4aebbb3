import { legOf } from "../../../call/legs/parties.js";
import { NIL_ID } from "../../../formats/voipbin/index.js";
import type { JsonObject } from "../../../json.js";
import type { CallLeg, CallStatus } from "../../../session/call.js";
import type { Event } from "../../../session/event.js";
import { START, visitedActions } from "../activeflow-view.js";
import { dialledFrom, legView } from "../call-view.js";
import { eventsOf, type Moment } from "./moment.js";
import { transcriptionsDone } from "./transcription.js";
import type { PublicEvent } from "./webhook.js";

/** A leg came to a status: `call_ringing` and so on, `call_created` before its first. */
export function callMoved(moment: Moment, { leg, status }: Event): PublicEvent[] {
  const data = callAt(moment, String(leg));
  const isFirst = eventsOf(moment, "call_status", "leg", leg).length === 1;
  return [
    ...(isFirst ? [{ type: "call_created", data }] : []),
    { type: `call_${String(status)}`, data },
    ...(status === "hangup" && leg === moment.session.call?.id ? transcriptionsDone(moment) : []),
  ];
}

/** The call has a new action. */
export function callUpdated(moment: Moment): PublicEvent[] {
  const { call } = moment.session;
  return call ? [{ type: "call_updated", data: callAt(moment, call.id) }] : [];
}

/** A party is muted, or not any more. */
export function callMuted(moment: Moment, { leg }: Event): PublicEvent[] {
  return [{ type: "call_updated", data: callAt(moment, String(leg)) }];
}

/** The session is to be forgotten, and its call with it. */
export function callDeleted(moment: Moment): PublicEvent[] {
  const { call } = moment.session;
  return call ? [{ type: "call_deleted", data: callAt(moment, call.id) }] : [];
}

function callAt(moment: Moment, id: string): JsonObject {
  const { session, events } = moment;
  const { call } = session;
  const leg = call && legOf(call, id);
  if (!leg) return { id, activeflow_id: session.id };
  const isOwn = id === call.id;
  const none = { id: NIL_ID, next_id: NIL_ID, type: "" };
  return {
    ...legView(session, call, id, legAt(moment, id, leg), dialledFrom(events, id)),
    action: isOwn ? (visitedActions(events).at(-1) ?? START) : none,
  };
}

function legAt(moment: Moment, id: string, leg: CallLeg): CallLeg {
  const statuses = eventsOf(moment, "call_status", "leg", id);
  const status = (statuses.at(-1)?.event["status"] as CallStatus | undefined) ?? leg.status;
  const times = Object.fromEntries(statuses.map(({ event, at }) => [event["status"], at]));
  const { hangupBy, hangupReason, ...rest } = leg;
  const ends = status === "terminating" || status === "canceling" || status === "hangup";
  return {
    ...rest,
    ...{ status, times },
    ...(ends && hangupBy !== undefined && { hangupBy }),
    ...(ends && hangupReason !== undefined && { hangupReason }),
  };
}
