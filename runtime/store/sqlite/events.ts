import type { DatabaseSync } from "node:sqlite";
import { eventsAfter, lastOf, readEvents, rowsAfter, type EventsRow } from "../rows/events.js";
import type { StoredEvent } from "../store.js";

interface Row extends EventsRow {
  readonly previous: number | null;
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
    return rows.reverse().flatMap(readEvents);
  }

  after(sequence: number, limit: number): StoredEvent[] {
    const { from, rows } = rowsAfter(sequence, limit);
    return eventsAfter(this.#sql.from.all(from, rows) as unknown as Row[], sequence, limit);
  }

  /** Removes the chain that ends with `last`. */
  remove(last: number | null): void {
    let next = last;
    while (next !== null) next = this.#sql.remove.get(next)!["previous"] as number | null;
  }

  last(): number {
    const row = this.#sql.last.get();
    return row ? lastOf(row as { sequence: number; events: number }) : 0;
  }
}
