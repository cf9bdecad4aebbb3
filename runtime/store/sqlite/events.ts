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
  readonly previous: number | null;
  readonly events: string;
}

/** The rows of a session are a chain; whoever holds its newest end finds them all. */
export class Events {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare("insert into events (session, previous, events) values (?, ?, ?)"),
      get: database.prepare("select * from events where sequence = ?"),
      from: database.prepare("select * from events where sequence >= ? order by sequence limit ?"),
      last: database.prepare(
        "select sequence, json_array_length(events) as events from events order by sequence desc limit 1",
      ),
      remove: database.prepare("delete from events where sequence = ? returning previous"),
    };
  }

  /** Adds rows to the chain that ends with `previous`; gives its new end. */
  append(session: string, previous: number | null, rows: readonly string[]): number | null {
    let end = previous;
    for (const row of rows) end = Number(this.#sql.add.run(session, end, row).lastInsertRowid);
    return end;
  }

  /** The events of the chain that ends with `last`, oldest first. */
  chain(last: number | null): StoredEvent[] {
    const rows: Row[] = [];
    for (let next = last; next !== null; next = rows.at(-1)!.previous)
      rows.push(this.#sql.get.get(next) as unknown as Row);
    return rows.reverse().flatMap(read);
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

  /** Removes the chain that ends with `last`. */
  remove(last: number | null): void {
    let next = last;
    while (next !== null) next = this.#sql.remove.get(next)!["previous"] as number | null;
  }

  last(): number {
    const row = this.#sql.last.get();
    return row ? Number(row["sequence"]) * EVENTS_PER_ROW + Number(row["events"]) - 1 : 0;
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
