import type { Json, JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import { NEVER, timeText } from "./times.js";

/** What became of a message at one destination; `update`: what was last said of it there, if anything was. */
export function targetOf(destination: Json, update?: Pick<RecordedEvent, "event" | "at">): JsonObject {
  return {
    destination,
    status: update?.event["status"] ?? "queued",
    parts: update ? 1 : 0,
    tm_update: timeText(update?.at),
  };
}

/** A message as the API gives it (voipbin-flow.md section 9). Times are milliseconds since 1970 UTC. */
export function messageDocument(of: {
  readonly id: string;
  readonly source: JsonObject;
  readonly text: string;
  readonly targets: JsonObject[];
  readonly direction: "inbound" | "outbound";
  readonly created: number;
  readonly updated: number | undefined;
}): JsonObject {
  return {
    id: of.id,
    type: "sms",
    source: of.source,
    targets: of.targets,
    text: of.text,
    direction: of.direction,
    tm_create: timeText(of.created),
    tm_update: timeText(of.updated),
    tm_delete: NEVER,
  };
}
