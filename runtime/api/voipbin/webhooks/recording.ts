import { NIL_ID } from "../../../formats/voipbin/index.js";
import type { Event } from "../../../session/event.js";
import { timeText } from "../times.js";
import { eventsOf, type Moment } from "./moment.js";
import type { PublicEvent } from "./webhook.js";

/** A recording has begun, or its files are there. */
export function recordingMoved(moment: Moment, { type, recording }: Event): PublicEvent[] {
  const { session, events } = moment;
  const known = session.call?.recordings?.find(({ id }) => id === recording);
  const isOver = type === "recording_finished";
  const data = {
    id: recording ?? NIL_ID,
    activeflow_id: session.id,
    type: "call",
    reference_type: "call",
    reference_id: known?.leg ?? session.call?.id ?? NIL_ID,
    status: isOver ? "ended" : "recording",
    format: known?.format ?? "",
    ...(isOver && known?.files && { filenames: known.files }),
    tm_start: timeText(eventsOf(moment, "recording_start", "recording", recording)[0]?.at),
    tm_end: timeText(isOver ? events.at(-1)?.at : undefined),
  };
  return [{ type: isOver ? type : "recording_started", data }];
}
