import type { JsonObject } from "../../json.js";
import type { Event, RecordedEvent } from "../../session/event.js";

/** Names under which scenarios know our events. */
const EFFECTS: Readonly<Record<string, string>> = {
  playback_stop: "playback_stopped",
  recording_start: "record_start",
  recording_stop: "record_stop",
  recording_mask: "record_mask",
  recording_unmask: "record_unmask",
};

/** Events that are bookkeeping, no outward effect. */
const SILENT = new Set([
  "activeflow_updated",
  "call_status",
  "call_ended",
  "error",
  "failure",
  "digit_intercepted",
  "digits_collected",
  "leg_answered",
  "leg_hangup",
  "metaflow_module",
]);

/** What events do to the world, as scenarios say it. `bridges`: the bridge of each leg that is in one at the start. */
export function effectsOf(events: readonly RecordedEvent[], start: number, bridges: Map<string, string>): JsonObject[] {
  const effects: JsonObject[] = [];
  for (const { event, at } of events) {
    if (SILENT.has(event.type)) continue;
    const at_ms = at - start;
    if (event.type === "call_dial") addDial(effects, event, at_ms);
    else if (event.type === "bridge_join" || event.type === "bridge_leave") {
      const legs = move(bridges, event);
      if (legs.length > 1) effects.push({ effect: "bridge", at_ms, legs });
    } else effects.push(plain(event, at_ms));
  }
  return effects;
}

function plain({ type, say_type, ...rest }: Event, at_ms: number): JsonObject {
  return {
    effect: EFFECTS[type] ?? type,
    at_ms,
    ...(say_type !== undefined && { type: say_type }),
    ...rest,
  } as JsonObject;
}

/** Devices that are dialled at once are one effect. */
function addDial(effects: JsonObject[], { leg, to, endpoint }: Event, at_ms: number): void {
  const former = effects.at(-1);
  const together = former?.["effect"] === "dial" && former["at_ms"] === at_ms && Array.isArray(former["devices"]);
  if (together && typeof endpoint === "string") (former["devices"] as string[]).push(endpoint);
  else {
    const devices = typeof endpoint === "string" ? { devices: [endpoint] } : {};
    effects.push({ effect: "dial", at_ms, leg: leg ?? null, target: to ?? null, ...devices });
  }
}

/** Follows a leg into a bridge; gives all that are in it then. */
function move(bridges: Map<string, string>, { type, leg, bridge }: Event): string[] {
  if (type === "bridge_leave") {
    bridges.delete(String(leg));
    return [];
  }
  bridges.set(String(leg), String(bridge));
  return [...bridges].flatMap(([each, its]) => (its === bridge ? [each] : []));
}
