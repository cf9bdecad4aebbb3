import type { DatabaseSync } from "node:sqlite";
import { StoreCannotOpen } from "../errors.js";

/**
 * Each step brings the schema one version on; `user_version` says how many have been taken. Released steps are never changed.
 *
 * Documents stand in tables with a rowid, at the end of their rows: in a table without one a document of 2 KB makes overflow
 * pages. Tables without a document, and with a key of their own, have none.
 */
const MIGRATIONS: readonly string[] = [
  `
  -- What its sender was told is safe, and no sprint has taken yet.
  create table inputs (
    sequence integer primary key autoincrement,
    lane text not null,
    source text not null,
    input_id text,
    session text,
    at integer not null,
    attempts integer not null default 0,
    last_error text,
    input text not null
  );
  create index inputs_by_lane on inputs (lane);

  -- Ids of senders, so that a repetition is known; they outlive their inputs.
  create table remembered_inputs (
    source text not null,
    input_id text not null,
    sequence integer not null,
    at integer not null,
    primary key (source, input_id)
  ) without rowid;

  create table rejected_inputs (
    sequence integer primary key,
    lane text not null,
    source text not null,
    input_id text,
    session text,
    at integer not null,
    attempts integer not null,
    last_error text not null,
    input text not null
  );

  -- places: the timers, waits and resting tokens of the last commit, to see which of them the next one changes.
  -- last_events: the newest row of the session's events.
  create table sessions (
    key integer primary key,
    id text not null unique,
    revision integer not null,
    lane text not null,
    contact text,
    status text not null,
    is_open integer not null,
    ended_at integer,
    has_detached integer not null,
    last_events integer,
    places text not null,
    document text not null
  );
  create index sessions_open on sessions (lane) where is_open = 1;
  create index sessions_ended on sessions (ended_at) where is_open = 0;
  create index sessions_detached on sessions (lane) where has_detached = 1;
  create index sessions_by_contact on sessions (contact) where contact is not null;

  -- Kept by each commit, because counting a million sessions takes too long.
  create table sessions_by_status (
    status text primary key,
    sessions integer not null
  ) without rowid;
  create table tokens_by_node (
    flow text not null,
    node text not null,
    tokens integer not null,
    primary key (flow, node)
  ) without rowid;

  create table waits (
    sequence integer primary key,
    key text not null,
    session integer not null,
    token text not null,
    unique (key, session, token)
  );

  create table timers (
    due integer not null,
    session integer not null,
    token text not null,
    primary key (due, session, token)
  ) without rowid;

  -- state: 'next' is the one of its session and channel that may be delivered, 'queued' is behind that one, 'dead' was given up.
  create table effects (
    sequence integer primary key,
    key text not null unique,
    session text not null,
    channel text not null,
    contact text,
    state text not null,
    due integer not null,
    attempts integer not null default 0,
    last_error text,
    event text not null
  );
  create index effects_by_session on effects (session);
  create index effects_due on effects (due) where state = 'next';
  create index effects_dead on effects (sequence) where state = 'dead';

  -- One row for the events of a sprint: a JSON array of at most EVENTS_PER_ROW. The rows of a session are a chain, newest first:
  -- an index on the session would make each sprint write one more page.
  create table events (
    sequence integer primary key autoincrement,
    session text not null,
    previous integer,
    events text not null
  );

  create table contacts (
    id text primary key,
    revision integer not null,
    urns text not null,
    document text not null
  );
  create table urns (
    identity text primary key,
    contact text not null
  ) without rowid;

  create table definitions (
    id text not null,
    version integer not null,
    kind text not null,
    name text not null,
    at integer not null,
    deleted integer not null default 0,
    document text not null,
    program text not null,
    primary key (id, version)
  );
  `,
  `
  alter table definitions add column owner text;

  -- Sessions by the flow that they were started with; session: the key of its row.
  create table sessions_of_flows (
    flow text not null,
    session integer not null,
    version integer,
    started_at integer not null,
    primary key (flow, session)
  ) without rowid;
  insert into sessions_of_flows
    select document ->> '$.flow.id', key, document ->> '$.flow.version', document ->> '$.startedAt' from sessions;

  -- Sessions started, by whose the flow is and by month; they outlive the sessions.
  create table starts (
    owner text not null,
    month text not null,
    sessions integer not null,
    primary key (owner, month)
  ) without rowid;
  `,
  `
  alter table sessions add column started_at integer not null default 0;
  alter table sessions add column call text;
  update sessions set started_at = document ->> '$.startedAt', call = document ->> '$.call.id';
  create index sessions_by_start on sessions (started_at, call);
  create index sessions_by_call on sessions (call) where call is not null;
  `,
  `
  -- The token that waits for the answer to an effect.
  alter table effects add column token text;
  `,
  `
  -- What providers call the messages that they took; effect: the key of the effect that carried it.
  create table external_messages (
    channel text not null,
    external_id text not null,
    effect text not null,
    at integer not null,
    primary key (channel, external_id)
  ) without rowid;
  create index external_messages_by_age on external_messages (at);

  -- Since effects wait for those of their own channel only, the first of each may be delivered.
  update effects set state = 'next' where sequence in
    (select min(sequence) from effects where state <> 'dead' group by session, channel);
  `,
];

/**
 * Brings an older or new file to the newest schema, whole or not at all.
 *
 * @param to the schema to stop at, for tests of older files.
 */
export function migrate(database: DatabaseSync, file: string, to = MIGRATIONS.length): void {
  const version = Number(database.prepare("pragma user_version").get()?.["user_version"]);
  if (version > MIGRATIONS.length) {
    throw new StoreCannotOpen(
      `The store ${file} was written by a newer version of Switchboard (schema ${version}, this one knows up to ` +
        `${MIGRATIONS.length}). Start that version, or choose another file.`,
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index >= version && index < to)
      database.exec(`begin immediate; ${step}; pragma user_version = ${index + 1}; commit`);
  }
}
