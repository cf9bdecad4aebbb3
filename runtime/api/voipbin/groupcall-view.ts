import { isRinging, ownLeg } from "../../call/legs/parties.js";
import { NIL_ID } from "../../formats/voipbin/index.js";
import type { JsonObject } from "../../json.js";
import type { CallGroup, CallLeg } from "../../session/call.js";
import type { Session } from "../../session/session.js";
import { NEVER, timeText } from "./times.js";

/** One call of the group that has been started. */
interface Member {
  readonly id: string;
  readonly leg: Pick<CallLeg, "status" | "hangupReason" | "times">;
}

/** A group call as the API gives it, from the calls of it that have been started. It has the id of the first of its calls. */
export function groupcall(given: {
  readonly group: CallGroup;
  readonly flow: string;
  readonly source: JsonObject;
  readonly at: number;
  readonly members: readonly Member[];
}): JsonObject {
  const { group, flow: flow_id, source, at, members } = given;
  const isOver = ({ leg }: Member): boolean => leg.status === "hangup";
  const answered = members.find(({ leg }) => leg.times?.progressing !== undefined);
  const changes = members.flatMap(({ leg }) => Object.values(leg.times ?? {}));
  return {
    id: idOfGroup(group),
    status: statusOf(group, members),
    flow_id,
    source: { type: "tel", ...source },
    destinations: group.calls.map(({ number }) => ({ type: /^\+?\d+$/.test(number) ? "tel" : "sip", target: number })),
    ...{ master_call_id: NIL_ID, master_groupcall_id: NIL_ID },
    ring_method: group.ring === "linear" ? "linear" : "ring_all",
    answer_method: "hangup_others",
    answer_call_id: answered?.id ?? NIL_ID,
    call_ids: members.map(({ id }) => id),
    ...{ answer_groupcall_id: NIL_ID, groupcall_ids: [], groupcall_count: 0 },
    call_count: members.filter((member) => !isOver(member)).length,
    dial_index: group.ring === "linear" ? members.length - 1 : 0,
    tm_create: timeText(at),
    tm_update: changes.length > 0 ? timeText(Math.max(...changes)) : NEVER,
    tm_delete: NEVER,
  };
}

/** The same from the sessions of its calls, the first of them first. */
export function groupcallView(group: CallGroup, [first, ...others]: readonly [Session, ...Session[]]): JsonObject {
  const members = [first, ...others].flatMap(({ call }) => (call ? [{ id: call.id, leg: ownLeg(call) }] : []));
  return groupcall({
    group,
    flow: first.flow.id,
    source: { target: first.call?.from },
    at: first.startedAt,
    members,
  });
}

/** A group call has the id of the first of its calls. */
export function idOfGroup({ calls }: CallGroup): string {
  return calls[0]?.id ?? NIL_ID;
}

function statusOf(group: CallGroup, members: readonly Member[]): "progressing" | "hangingup" | "hangup" {
  const left = members.filter(({ leg }) => leg.status !== "hangup");
  if (left.some(({ leg }) => isRinging(leg) || leg.status === "progressing")) return "progressing";
  if (left.length > 0) return "hangingup";
  return goesOn(group, members) ? "progressing" : "hangup";
}

/** Nobody has answered the last one that rang, and the next has yet to be dialled. */
function goesOn({ ring, calls }: CallGroup, members: readonly Member[]): boolean {
  const last = members.at(-1)?.leg;
  const isGivenUp = last?.times?.progressing === undefined && last?.hangupReason !== "cancel";
  return ring === "linear" && isGivenUp && members.length < calls.length;
}
