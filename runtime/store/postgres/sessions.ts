import type { Places } from "../places.js";
import { readSession, type SessionRow } from "../rows/sessions.js";
import type { FlowSessionsQuery, MonthOfStarts, SessionsQuery, StoredSession } from "../store.js";
import type { Database, Row } from "./database.js";
import { lookup, type Lookup } from "./lookups.js";
import { columns, forAll, prepared, statement, type Statement } from "./statement.js";

const BY_ID = prepared("sessions_by_id", "select id, revision, document from sessions where id = any($1::text[])");
const OPEN = prepared(
  "open_sessions",
  "select lane, revision, document from sessions where lane = any($1::text[]) and is_open order by key",
);
const OF_CONTACT = prepared(
  "sessions_of_contact",
  "select revision, document from sessions where contact = $1 order by key desc limit $2",
);
const OF_CALL = prepared(
  "session_of_call",
  "select revision, document from sessions where call = $1 order by key desc limit 1",
);
const ADD = prepared(
  "add_sessions",
  `insert into sessions (key, id, lane, contact, call, flow, flow_version, status, is_open, started_at, ended_at, places,
     document, revision)
   select *, 1 from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
     $9::boolean[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])`,
);
const CHANGE = prepared(
  "change_sessions",
  `update sessions set revision = sessions.revision + 1, status = n.status, is_open = n.is_open, ended_at = n.ended_at,
     places = n.places, document = n.document
   from unnest($1::bigint[], $2::text[], $3::boolean[], $4::bigint[], $5::text[], $6::text[])
     as n (key, status, is_open, ended_at, places, document)
   where sessions.key = n.key`,
);
/** Sorted, so that two processes never wait for each other. */
const COUNT_STARTS = prepared(
  "count_starts",
  `insert into starts (owner, month, sessions)
   select owner, to_char(to_timestamp(started_at / 1000.0) at time zone 'UTC', 'YYYY-MM') as month, count(*)
   from unnest($1::text[], $2::bigint[]) as n (flow, started_at)
   join definitions on id = n.flow and version = 1 and owner is not null
   group by 1, 2 order by 1, 2
   on conflict (owner, month) do update set sessions = starts.sessions + excluded.sessions`,
);

/** Holds the rows of sessions until the transaction ends, in an order in which two processes never wait for each other. */
export const CURRENT_SESSIONS = prepared(
  "current_sessions",
  "select key, id, revision, places from sessions where id = any($1::text[]) order by id for update",
);
/** Keys for rows that are yet to be made. */
export const NEW_KEYS = prepared(
  "new_session_keys",
  "select nextval(pg_get_serial_sequence('sessions', 'key')) as key from generate_series(1, $1::int)",
);

/** What the row of a session holds before a commit. */
export interface CurrentSession {
  readonly key: number;
  readonly id: string;
  readonly revision: number;
  readonly places: string;
}

/** A session to be written under the key of its row. */
export interface SessionChange {
  readonly key: number;
  readonly row: SessionRow;
  readonly isNew: boolean;
  /** The places that it had before. */
  readonly had: Places;
}

/** Writes new and changed sessions, each once. */
export function writeSessions(changes: readonly SessionChange[]): Statement[] {
  const rows = changes.map(({ key, row, isNew }) => ({
    ...row,
    key,
    isNew,
    isOpen: row.isOpen === 1,
    places: JSON.stringify(row.places),
  }));
  const added = rows.filter(({ isNew }) => isNew);
  const changed = rows.filter(({ isNew }) => !isNew);
  const state = ["status", "isOpen", "endedAt", "places", "document"] as const;
  const [status, isOpen, endedAt, places, document] = columns(added, ...state);
  const identity = columns(added, "key", "id", "lane", "contact", "call", "flow", "flowVersion");
  const [startedAt] = columns(added, "startedAt");
  return [
    ...(added.length > 0
      ? [
          ADD(...identity, status!, isOpen!, startedAt!, endedAt!, places!, document!),
          COUNT_STARTS(...columns(added, "flow", "startedAt")),
        ]
      : []),
    ...forAll(CHANGE, changed, "key", ...state),
  ];
}

/** Sessions, open and ended. */
export class Sessions {
  readonly #byId: Lookup;
  readonly #open: Lookup;

  constructor(private readonly database: Database) {
    this.#byId = lookup(database, BY_ID, "id");
    this.#open = lookup(database, OPEN, "lane");
  }

  async get(id: string): Promise<StoredSession | undefined> {
    return one((await this.#byId(id))[0]);
  }

  async open(lane: string): Promise<StoredSession[]> {
    return (await this.#open(lane)).map(readSession);
  }

  async ofContact(contact: string, limit: number): Promise<StoredSession[]> {
    return (await this.database.query(OF_CONTACT(contact, limit))).map(readSession);
  }

  async ofCall(call: string): Promise<StoredSession | undefined> {
    return one(await this.database.first(OF_CALL(call)));
  }

  async list({ startedTo = Number.MAX_SAFE_INTEGER, withCall = false, limit, offset }: SessionsQuery) {
    const rows = await this.database.query(
      statement(
        `select revision, document from sessions where started_at <= $1 and (not $2::boolean or call is not null)
         order by started_at desc, key desc limit $3 offset $4`,
        startedTo,
        withCall,
        limit,
        offset,
      ),
    );
    return rows.map(readSession);
  }

  async ofFlow({ flow, version, statuses, startedFrom, startedTo, limit, offset }: FlowSessionsQuery) {
    const rows = await this.database.query(
      statement(
        `select revision, document from sessions
         where flow = $1 and ($2::int is null or flow_version = $2) and started_at between $3 and $4
           and ($5::text[] is null or status = any($5))
         order by key desc limit $6 offset $7`,
        flow,
        version ?? null,
        startedFrom ?? 0,
        startedTo ?? Number.MAX_SAFE_INTEGER,
        statuses ? [...statuses] : null,
        limit,
        offset,
      ),
    );
    return rows.map(readSession);
  }

  async startsByMonth(owner: string): Promise<MonthOfStarts[]> {
    const rows = await this.database.query(
      statement("select month, sessions from starts where owner = $1 order by month desc", owner),
    );
    return rows.map(({ month, sessions }) => ({ month: String(month), sessions: Number(sessions) }));
  }
}

function one(row: Row | undefined): StoredSession | undefined {
  return row && readSession(row);
}
