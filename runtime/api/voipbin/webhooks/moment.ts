import type { JsonObject } from "../../../json.js";
import type { RecordedEvent } from "../../../session/event.js";
import type { Session } from "../../../session/session.js";

/** What happened, and when. */
export type Happened = Pick<RecordedEvent, "event" | "at">;

/**
 * A session as it was when so much of it had happened: a sprint does several things, and each is told with the documents as they
 * were then. `session` is the one at the sprint's end; what differs until then follows from the events.
 */
export interface Moment {
  readonly session: Session;
  /** Everything recorded of the session up to now, oldest first. */
  readonly events: readonly Happened[];
  /** The actions of its flow. */
  readonly actions: readonly JsonObject[];
}

/** The events of a type that name something by its id, oldest first. */
export function eventsOf({ events }: Pick<Moment, "events">, type: string, field: string, id: unknown): Happened[] {
  return events.filter(({ event }) => event.type === type && event[field] === id);
}
