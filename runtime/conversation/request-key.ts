import type { StepContext } from "../engine/context.js";

/** Names a request to a service, by its place in the session: the same one when the sprint is run again after a crash. */
export function requestKey({ session, sprint }: StepContext): string {
  return `${session.id}:${session.sprint}:event-${sprint.events.length}`;
}
