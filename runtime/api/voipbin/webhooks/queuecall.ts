import { NIL_ID } from "../../../formats/voipbin/index.js";
import type { Event } from "../../../session/event.js";
import { timeText } from "../times.js";
import { eventsOf, type Moment } from "./moment.js";
import type { PublicEvent } from "./webhook.js";

/** The status that the event of a call in a queue tells (voipbin-flow.md section 7). */
const STATUS: Readonly<Record<string, string>> = { queuecall_created: "initiating", queuecall_serviced: "service" };

/** A call's stay in a queue came to another status; the event has the same name. */
export function queuecallMoved(moment: Moment, { type, queuecall, queue, agent }: Event): PublicEvent[] {
  const { session, events } = moment;
  const at = (wanted: string): number | undefined => eventsOf(moment, wanted, "queuecall", queuecall).at(-1)?.at;
  const over = at("queuecall_done") ?? at("queuecall_abandoned");
  const data = {
    id: queuecall ?? NIL_ID,
    queue_id: queue ?? NIL_ID,
    activeflow_id: session.id,
    reference_type: "call",
    reference_id: session.call?.id ?? NIL_ID,
    status: STATUS[type] ?? type.replace("queuecall_", ""),
    service_agent_id: agent ?? NIL_ID,
    tm_create: timeText(at("queuecall_created")),
    tm_service: timeText(at("queuecall_serviced")),
    tm_update: timeText(events.at(-1)?.at),
    tm_end: timeText(over),
  };
  return [{ type, data }];
}
