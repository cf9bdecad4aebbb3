import type { DatabaseSync } from "node:sqlite";
import type { RecordedEvent } from "../../session/event.js";
import type { StoredEvent } from "../store.js";

/**
 * The events of a sprint are one row, several when there are more than this. An event's sequence number is its row's times this,
 * plus its place in the row.
 */
const EVENTS_PER_ROW = 1000;

/** The events of a sprint as JSON, a text for each row. */
export function eventRows(events: readonly RecordedEvent[]): string[] {
  const rows: string[] = [];
  for (let start = 0; start < events.length; start += EVENTS_PER_ROW) {
    rows.push(JSON.stringify(events.slice(start, start + EVENTS_PER_ROW)));
  }
  return rows;
}

interface Row {
  readonly sequence: number;
  readonly session: string;
  readonly events: string;
}

export class Events {
  readonly #sql;

  constructor(database: DatabaseSync) {
    const rows = `select events.sequence, sessions.id as session, events.events
      from events join sessions on sessions.key = events.session`;
    this.#sql = {
      add: database.prepare("insert into events (session, events) values (?, ?)"),
      ofSession: database.prepare(`${rows} where sessions.id = ? order by events.sequence`),
      from: database.prepare(`${rows} where events.sequence >= ? order by events.sequence limit ?`),
      last: database.prepare(
        "select sequence, json_array_length(events) as events from events order by sequence desc limit 1",
      ),
      remove: database.prepare("delete from events where session = ?"),
    };
  }

  append(session: number, rows: readonly string[]): void {
    for (const row of rows) this.#sql.add.run(session, row);
  }

  ofSession(session: string): StoredEvent[] {
    return (this.#sql.ofSession.all(session) as unknown as Row[]).flatMap(read);
  }

  after(sequence: number, limit: number): StoredEvent[] {
    // Each row has an event at least, and only those of the first row may be too old: one row more than events is enough.
    const rows = this.#sql.from.all(Math.floor(sequence / EVENTS_PER_ROW), limit + 1) as unknown as Row[];
    const found: StoredEvent[] = [];
    for (const row of rows) {
      if (found.length >= limit) break;
      found.push(...read(row).filter((event) => event.sequence > sequence));
    }
    return found.slice(0, limit);
  }

  last(): number {
    const row = this.#sql.last.get();
    return row ? Number(row["sequence"]) * EVENTS_PER_ROW + Number(row["events"]) - 1 : 0;
  }

  remove(session: number): void {
    this.#sql.remove.run(session);
  }
}

function read(row: Row): StoredEvent[] {
  const events = JSON.parse(row.events) as RecordedEvent[];
  return events.map((event, index) => ({
    ...event,
    sequence: row.sequence * EVENTS_PER_ROW + index,
    session: row.session,
  }));
}
