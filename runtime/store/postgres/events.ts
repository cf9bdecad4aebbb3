import { eventsAfter, lastOf, readEvents, rowsAfter, type EventsRow } from "../rows/events.js";
import type { StoredEvent } from "../store.js";
import type { Database } from "./database.js";
import { columns, prepared, statement, type Statement } from "./statement.js";

/**
 * Numbers are given in the order in which transactions end, so that nobody who follows the events ever passes over one: from here
 * to its end, one transaction runs at a time. So events are what a transaction writes last.
 */
const IN_ORDER = prepared(
  "events_in_order",
  "select pg_advisory_xact_lock(hashtextextended(current_schema() || ' events', 0))",
);
const ADD = prepared(
  "add_events",
  `insert into events (session, events)
   select session, events from unnest($1::bigint[], $2::text[]) with ordinality as n (session, events, place) order by place`,
);
const OF_SESSION = prepared(
  "events_of_session",
  `select sequence, $1 as session, events from events
   where session = (select key from sessions where id = $1) order by sequence`,
);
const FROM = prepared(
  "events_from",
  `select sequence, sessions.id as session, events from events join sessions on sessions.key = events.session
   where sequence >= $1 order by sequence limit $2`,
);

/** A row of events to be added. */
export interface NewEvents {
  /** The key of the session's row. */
  readonly session: number;
  readonly events: string;
}

/** Adds rows of events. The transaction has to end right after. */
export function addEvents(rows: readonly NewEvents[]): Statement[] {
  return rows.length === 0 ? [] : [IN_ORDER(), ADD(...columns(rows, "session", "events"))];
}

/** Recorded events, by session and by sequence number. */
export class Events {
  constructor(private readonly database: Database) {}

  async ofSession(session: string): Promise<StoredEvent[]> {
    return ((await this.database.query(OF_SESSION(session))) as unknown as EventsRow[]).flatMap(readEvents);
  }

  async after(sequence: number, limit: number): Promise<StoredEvent[]> {
    const { from, rows } = rowsAfter(sequence, limit);
    const found = await this.database.query(FROM(from, rows));
    return eventsAfter(found as unknown as EventsRow[], sequence, limit);
  }

  async last(): Promise<number> {
    const row = await this.database.first(
      statement(
        "select sequence, json_array_length(events::json) as events from events order by sequence desc limit 1",
      ),
    );
    return row ? lastOf(row as { sequence: number; events: number }) : 0;
  }
}
