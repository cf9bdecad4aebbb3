import type { RecordedEvent } from "../../session/event.js";
import type { StoredEvent } from "../store.js";

/**
 * The events of a sprint are one row, several when there are more than this. An event's sequence number is its row's times this,
 * plus its place in the row.
 */
const EVENTS_PER_ROW = 1000;

/** A row of events of one session, as JSON. */
export interface EventsRow {
  readonly sequence: number;
  readonly session: string;
  readonly events: string;
}

/** The events of a sprint as JSON, a text for each row. */
export function eventRows(events: readonly RecordedEvent[]): string[] {
  const rows: string[] = [];
  for (let start = 0; start < events.length; start += EVENTS_PER_ROW) {
    rows.push(JSON.stringify(events.slice(start, start + EVENTS_PER_ROW)));
  }
  return rows;
}

/** The events of a row, with their sequence numbers. */
export function readEvents({ sequence, session, events }: EventsRow): StoredEvent[] {
  return (JSON.parse(events) as RecordedEvent[]).map((event, index) => ({
    ...event,
    sequence: sequence * EVENTS_PER_ROW + index,
    session,
  }));
}

/**
 * The row to read from, and how many, to have at least `limit` events after a sequence number: each row has one at least, and only
 * those of the first may be too old.
 */
export function rowsAfter(sequence: number, limit: number): { from: number; rows: number } {
  return { from: Math.floor(sequence / EVENTS_PER_ROW), rows: limit + 1 };
}

/** The first `limit` events after a sequence number. */
export function eventsAfter(rows: readonly EventsRow[], sequence: number, limit: number): StoredEvent[] {
  const found: StoredEvent[] = [];
  for (const row of rows) {
    if (found.length >= limit) break;
    found.push(...readEvents(row).filter((event) => event.sequence > sequence));
  }
  return found.slice(0, limit);
}

/** The sequence number of the last event of a row that has so many. */
export function lastOf({ sequence, events }: { readonly sequence: number; readonly events: number }): number {
  return sequence * EVENTS_PER_ROW + events - 1;
}
