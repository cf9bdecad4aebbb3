import { difference } from "../places.js";
import type { Database } from "./database.js";
import { lookup, type Lookup } from "./lookups.js";
import { columns, prepared, shortKey, type Statement } from "./statement.js";
import type { PlacesChange } from "./timers.js";

const ADD = prepared(
  "add_waits",
  `insert into waits (key, session, token)
   select key, session, token from unnest($1::text[], $2::bigint[], $3::text[]) with ordinality as n (key, session, token, place)
   order by place on conflict do nothing`,
);
const REMOVE = prepared(
  "remove_waits",
  `delete from waits using unnest($1::text[], $2::bigint[], $3::text[]) as n (key, session, token)
   where waits.key = n.key and waits.session = n.session and waits.token = n.token`,
);
const BY_KEY = prepared(
  "sessions_waiting_for",
  `select found.key, sessions.id as session, sessions.lane from sessions
   join (select key, session, min(sequence) as age from waits where key = any($1::text[]) group by key, session) as found
     on found.session = sessions.key
   order by found.age`,
);

/** Makes sessions findable by the keys that they are to have. */
export function replaceWaits(changes: readonly PlacesChange[]): Statement[] {
  const differences = changes.map(({ session, had, has }) => ({ session, ...difference(had.waits, has.waits) }));
  const removed = differences.flatMap(({ session, removed }) => removed.map((wait) => row(session, wait)));
  const added = differences.flatMap(({ session, added }) => added.map((wait) => row(session, wait)));
  return [
    ...(removed.length > 0 ? [REMOVE(...columns(removed, "key", "session", "token"))] : []),
    ...(added.length > 0 ? [ADD(...columns(added, "key", "session", "token"))] : []),
  ];
}

function row(session: number, { key, token }: { readonly key: string; readonly token: string }) {
  return { key: shortKey(key), session, token };
}

/** What sessions wait for, by key. */
export class Waits {
  readonly #byKey: Lookup;

  constructor(database: Database) {
    this.#byKey = lookup(database, BY_KEY, "key");
  }

  async sessionsWaitingFor(key: string): Promise<{ session: string; lane: string }[]> {
    const rows = await this.#byKey(shortKey(key));
    return rows.map(({ session, lane }) => ({ session: String(session), lane: String(lane) }));
  }
}
