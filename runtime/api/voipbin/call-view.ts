import { ownLeg } from "../../call/legs/parties.js";
import { recordingOf } from "../../call/media/recording.js";
import { NIL_ID } from "../../formats/voipbin/index.js";
import type { JsonObject } from "../../json.js";
import type { Call, CallGroup, CallLeg, CallStatus } from "../../session/call.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Session } from "../../session/session.js";
import { idOfGroup } from "./groupcall-view.js";
import { NEVER, timeText } from "./times.js";

/** A call that was just asked for; nobody has been dialled yet. */
export function newCall(given: {
  readonly call: string;
  readonly session: string;
  readonly flow: string;
  readonly source: JsonObject;
  readonly destination: JsonObject;
  readonly at: number;
  readonly group?: CallGroup;
}): JsonObject {
  const { call: id, session: activeflow_id, flow: flow_id, source, destination, at, group } = given;
  return {
    ...{ id, flow_id, activeflow_id, type: "flow", master_call_id: NIL_ID },
    ...{ chained_call_ids: [], recording_id: NIL_ID, recording_ids: [], groupcall_id: groupcallOf(group) },
    source: { type: "tel", ...source },
    destination: { type: "tel", ...destination },
    ...{ direction: "outgoing", status: "dialing", mute_direction: "", hangup_by: "", hangup_reason: "" },
    ...{ tm_create: timeText(at), tm_update: NEVER, tm_ringing: NEVER, tm_progressing: NEVER, tm_hangup: NEVER },
    tm_delete: NEVER,
  };
}

/** The call of a session, as the API gives it. */
export function callView(session: Session): JsonObject {
  const { call } = session;
  return call ? legView(session, call, call.id, ownLeg(call)) : {};
}

/** One party of a session's call: a call of its own to VoIPBIN, whose master is the flow's own. `from`: whom it is shown. */
export function legView(session: Session, call: Call, id: string, leg: CallLeg, from = call.from): JsonObject {
  const { flow, id: activeflow_id, startedAt, endedAt, removedAt } = session;
  const isOwn = id === call.id;
  const { times = {}, direction, status, hangupBy = "", hangupReason = "" } = leg;
  const recordings = (call.recordings ?? []).filter((recording) => (recording.leg ?? call.id) === id);
  const created = isOwn ? startedAt : (times.dialing ?? startedAt);
  const updated = isOwn
    ? (endedAt ?? Math.max(startedAt, ...session.runs.map(({ modifiedAt }) => modifiedAt)))
    : created;
  const time = (of: CallStatus): string => timeText(times[of]);
  return {
    id,
    flow_id: flow.id,
    activeflow_id,
    type: "flow",
    master_call_id: isOwn ? NIL_ID : call.id,
    chained_call_ids: isOwn ? chainedTo(call) : [],
    recording_id: recordingOf(call, id)?.id ?? NIL_ID,
    recording_ids: recordings.map(({ id }) => id),
    groupcall_id: groupcallOf(isOwn ? call.group : undefined),
    source: { type: "tel", target: from },
    destination: { type: "tel", target: isOwn ? call.to : leg.number },
    direction,
    status,
    mute_direction: leg.muted ?? "",
    hangup_by: hangupBy,
    hangup_reason: hangupReason,
    tm_create: timeText(created),
    tm_update: timeText(Math.max(updated, ...Object.values(times))),
    tm_ringing: time("ringing"),
    tm_progressing: time("progressing"),
    tm_hangup: time("hangup"),
    tm_delete: timeText(removedAt),
  };
}

/** The number that a party was shown when it was dialled; undefined: nobody has dialled it. */
export function dialledFrom(events: readonly Pick<RecordedEvent, "event">[], leg: string): string | undefined {
  const from = events.findLast(({ event }) => event.type === "call_dial" && event["leg"] === leg)?.event["from"];
  return typeof from === "string" ? from : undefined;
}

function groupcallOf(group: CallGroup | undefined): string {
  return group ? idOfGroup(group) : NIL_ID;
}

/** Ids of the calls that end with this one. */
function chainedTo({ chained = [], legs }: Call): string[] {
  return [...chained, ...Object.keys(legs).filter((id) => legs[id]?.chained)];
}
