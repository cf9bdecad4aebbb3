import { ownLeg } from "../../call/legs.js";
import { NIL_ID } from "../../formats/voipbin/index.js";
import type { JsonObject } from "../../json.js";
import type { CallLeg } from "../../session/call.js";
import type { Session } from "../../session/session.js";
import { NEVER, timeText } from "./times.js";

/** A call that was just asked for; nobody has been dialled yet. */
export function newCall(given: {
  readonly call: string;
  readonly session: string;
  readonly flow: string;
  readonly source: JsonObject;
  readonly destination: JsonObject;
  readonly at: number;
}): JsonObject {
  const { call: id, session: activeflow_id, flow: flow_id, source, destination, at } = given;
  return {
    ...{ id, flow_id, activeflow_id, type: "flow", master_call_id: NIL_ID },
    source: { type: "tel", ...source },
    destination: { type: "tel", ...destination },
    ...{ direction: "outgoing", status: "dialing", hangup_by: "", hangup_reason: "" },
    tm_create: timeText(at),
    tm_update: NEVER,
    tm_delete: NEVER,
  };
}

/** The call of a session, as the API gives it. */
export function callView(session: Session): JsonObject {
  const { call, flow, id, startedAt, endedAt, removedAt } = session;
  const leg: Partial<CallLeg> = call ? ownLeg(call) : {};
  return {
    id: call?.id,
    flow_id: flow.id,
    activeflow_id: id,
    type: "flow",
    master_call_id: NIL_ID,
    source: { type: "tel", target: call?.from },
    destination: { type: "tel", target: call?.to },
    direction: call?.direction,
    status: leg.status,
    hangup_by: leg.hangupBy ?? "",
    hangup_reason: leg.hangupReason ?? "",
    tm_create: timeText(startedAt),
    tm_update: timeText(endedAt ?? Math.max(startedAt, ...session.runs.map(({ modifiedAt }) => modifiedAt))),
    tm_delete: timeText(removedAt),
  };
}
