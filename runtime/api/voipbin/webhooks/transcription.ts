import { NIL_ID } from "../../../formats/voipbin/index.js";
import type { JsonObject } from "../../../json.js";
import type { Event } from "../../../session/event.js";
import { timeText } from "../times.js";
import { eventsOf, type Moment } from "./moment.js";
import type { PublicEvent } from "./webhook.js";

/** What is said is turned into text from now on. */
export function transcriptionBegan(moment: Moment, { transcribe }: Event): PublicEvent[] {
  return [{ type: "transcribe_created", data: transcriptionAt(moment, String(transcribe), "progressing") }];
}

/** The flow has ended it. */
export function transcriptionStopped(moment: Moment, { transcribe }: Event): PublicEvent[] {
  return [{ type: "transcribe_done", data: transcriptionAt(moment, String(transcribe), "done") }];
}

/** The call is over, and with it what was transcribed of it as it went on. */
export function transcriptionsDone(moment: Moment): PublicEvent[] {
  const running = moment.session.call?.transcriptions ?? [];
  return running.map((id) => ({ type: "transcribe_done", data: transcriptionAt(moment, id, "done") }));
}

/** Something was said. */
export function transcriptCreated({ session, events }: Moment, event: Event): PublicEvent[] {
  const said = timeText(events.at(-1)?.at);
  const data = {
    id: event["transcript"] ?? NIL_ID,
    activeflow_id: session.id,
    transcribe_id: event["transcribe"] ?? session.call?.transcriptions?.at(-1) ?? NIL_ID,
    direction: event["direction"] ?? "both",
    message: event["text"] ?? "",
    tm_transcript: said,
    tm_create: said,
  };
  return [{ type: event.type, data }];
}

function transcriptionAt(moment: Moment, id: string, status: "progressing" | "done"): JsonObject {
  const [began] = eventsOf(moment, "transcribe_start", "transcribe", id);
  return {
    id,
    activeflow_id: moment.session.id,
    reference_type: began?.event["reference_type"] ?? "call",
    reference_id: began?.event["reference_id"] ?? NIL_ID,
    status,
    language: began?.event["language"] ?? "",
    tm_create: timeText(began?.at),
    tm_update: timeText(moment.events.at(-1)?.at),
  };
}
