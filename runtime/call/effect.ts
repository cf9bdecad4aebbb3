import type { Sprint } from "../engine/sprint.js";
import type { Call } from "../session/call.js";
import type { Event } from "../session/event.js";

/** Tells the call's channel to do something with a leg, by default the flow's own, beside what the flow's step waits for. */
export function callEffect(sprint: Sprint, call: Call, { type, ...fields }: Event): void {
  const event = { type, call: call.id, leg: call.id, ...fields };
  sprint.record(event);
  sprint.send(event);
}
