import type { DatabaseSync } from "node:sqlite";
import { RevisionConflict } from "../errors.js";
import { NO_PLACES, type Places } from "../places.js";
import { readSession, type SessionRow } from "../rows/sessions.js";
import type { SessionsQuery, StoredSession } from "../store.js";

/** What the row of a session holds before a commit. */
export interface CurrentRow {
  readonly key: number;
  readonly revision: number;
  readonly status: string;
  readonly has_detached: 0 | 1;
  readonly last_events: number | null;
  readonly places: string;
}

/** A session whose row has been written. */
export interface WrittenSession {
  /** The row's own key, by which other tables know the session. */
  readonly key: number;
  /** The places it had before; the same object as the new ones when nothing changed. */
  readonly had: Places;
}

export interface EndedSession {
  readonly key: number;
  readonly id: string;
  readonly status: string;
  readonly lastEvents: number | null;
  readonly places: Places;
}

export class Sessions {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      current: database.prepare(
        "select key, revision, status, has_detached, last_events, places from sessions where id = ?",
      ),
      add: database.prepare(
        `insert into sessions
         (id, revision, lane, contact, status, is_open, ended_at, has_detached, last_events, places, document,
          started_at, call)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      // Columns that are in an index stand in a statement of their own, because SQLite rewrites the index of each it is given.
      change: database.prepare(
        "update sessions set revision = ?, last_events = ?, places = ?, document = ? where key = ?",
      ),
      changeAll: database.prepare(
        `update sessions set revision = ?, last_events = ?, places = ?, document = ?,
         status = ?, is_open = ?, ended_at = ?, has_detached = ? where key = ?`,
      ),
      setLastEvents: database.prepare("update sessions set last_events = ? where id = ?"),
      count: database.prepare(
        `insert into sessions_by_status (status, sessions) values (?, ?)
         on conflict do update set sessions = sessions + excluded.sessions`,
      ),
      counts: database.prepare("select status, sessions from sessions_by_status where sessions > 0"),
      get: database.prepare("select revision, document from sessions where id = ?"),
      open: database.prepare("select revision, document from sessions where lane = ? and is_open = 1 order by key"),
      ofContact: database.prepare(
        "select revision, document from sessions where contact = ? order by key desc limit ?",
      ),
      list: database.prepare(
        `select revision, document from sessions where started_at <= ?1 and (?2 = 0 or call is not null)
         order by started_at desc, key desc limit ?3 offset ?4`,
      ),
      ofCall: database.prepare("select revision, document from sessions where call = ? order by key desc limit 1"),
      detached: database.prepare("select id as session, lane from sessions where has_detached = 1 order by key"),
      endedById: database.prepare(
        "select key, id, status, last_events, places from sessions where is_open = 0 and id = ?",
      ),
      ended: database.prepare(
        "select key, id, status, last_events, places from sessions where is_open = 0 and ended_at < ? limit ?",
      ),
      remove: database.prepare("delete from sessions where key = ?"),
    };
  }

  get(id: string): StoredSession | undefined {
    const row = this.#sql.get.get(id);
    return row && readSession(row);
  }

  open(lane: string): StoredSession[] {
    return this.#sql.open.all(lane).map(readSession);
  }

  ofContact(contact: string, limit: number): StoredSession[] {
    return this.#sql.ofContact.all(contact, limit).map(readSession);
  }

  list({ startedTo = Number.MAX_SAFE_INTEGER, withCall = false, limit, offset }: SessionsQuery): StoredSession[] {
    return this.#sql.list.all(startedTo, withCall ? 1 : 0, limit, offset).map(readSession);
  }

  ofCall(call: string): StoredSession | undefined {
    const row = this.#sql.ofCall.get(call);
    return row && readSession(row);
  }

  withDetachedTokens(): { session: string; lane: string }[] {
    return this.#sql.detached.all().map((row) => ({ session: String(row["session"]), lane: String(row["lane"]) }));
  }

  /** The newest row of a session's events; undefined: there is no such session. */
  lastEvents(id: string): number | null | undefined {
    return (this.#sql.current.get(id) as CurrentRow | undefined)?.last_events;
  }

  /** Events were added to the chain, and by no sprint: the revision stays. */
  setLastEvents(id: string, last: number | null): void {
    this.#sql.setLastEvents.run(last, id);
  }

  /** What is there of a session now; undefined for a new one. Throws RevisionConflict. */
  current({ id, revision }: SessionRow): CurrentRow | undefined {
    const current = this.#sql.current.get(id) as CurrentRow | undefined;
    if ((current?.revision ?? 0) !== revision) throw new RevisionConflict("session", id, revision);
    return current;
  }

  /** Writes the row of a new or changed session. */
  put(current: CurrentRow | undefined, row: SessionRow, lastEvents: number | null): WrittenSession {
    return current ? this.#change(current, row, lastEvents) : this.#add(row, lastEvents);
  }

  countByStatus(): Record<string, number> {
    return Object.fromEntries(this.#sql.counts.all().map((row) => [String(row["status"]), Number(row["sessions"])]));
  }

  /** Sessions that ended before a time. */
  ended(before: number, limit: number): EndedSession[] {
    return this.#sql.ended.all(before, limit).map(readEnded);
  }

  /** A session if it has ended. */
  endedById(id: string): EndedSession | undefined {
    const row = this.#sql.endedById.get(id);
    return row && readEnded(row);
  }

  remove({ key, status }: { key: number; status: string }): void {
    this.#sql.remove.run(key);
    this.#sql.count.run(status, -1);
  }

  #add(row: SessionRow, lastEvents: number | null): WrittenSession {
    const { id, lane, contact, status, isOpen, endedAt, hasDetached, document, startedAt, call } = row;
    const places = JSON.stringify(row.places);
    const state = [status, isOpen, endedAt, hasDetached, lastEvents] as const;
    const added = this.#sql.add.run(id, 1, lane, contact, ...state, places, document, startedAt, call);
    this.#sql.count.run(status, 1);
    return { key: Number(added.lastInsertRowid), had: NO_PLACES };
  }

  #change(current: CurrentRow, row: SessionRow, lastEvents: number | null): WrittenSession {
    const { key } = current;
    const { status, isOpen, endedAt, hasDetached, document } = row;
    const places = JSON.stringify(row.places);
    const revision = current.revision + 1;
    if (status === current.status && hasDetached === current.has_detached) {
      this.#sql.change.run(revision, lastEvents, places, document, key);
    } else {
      this.#sql.changeAll.run(revision, lastEvents, places, document, status, isOpen, endedAt, hasDetached, key);
      this.#sql.count.run(current.status, -1);
      this.#sql.count.run(status, 1);
    }
    return { key, had: places === current.places ? row.places : (JSON.parse(current.places) as Places) };
  }
}

function readEnded(row: Readonly<Record<string, unknown>>): EndedSession {
  return {
    key: Number(row["key"]),
    id: String(row["id"]),
    status: String(row["status"]),
    lastEvents: row["last_events"] as number | null,
    places: JSON.parse(String(row["places"])) as Places,
  };
}
