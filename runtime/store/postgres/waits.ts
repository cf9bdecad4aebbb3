import { readSessionLane } from "../rows/sessions.js";
import type { Database } from "./database.js";
import { lookup, type Lookup } from "./lookups.js";
import { changedRows, type PlacesChange } from "./places.js";
import { forAll, prepared, shortKey, type Statement } from "./statement.js";

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
  const { removed, added } = changedRows(changes, "waits");
  return [
    ...forAll(REMOVE, removed.map(findable), "key", "session", "token"),
    ...forAll(ADD, added.map(findable), "key", "session", "token"),
  ];
}

function findable<Wait extends { readonly key: string }>(wait: Wait): Wait {
  return { ...wait, key: shortKey(wait.key) };
}

/** What sessions wait for, by key. */
export class Waits {
  readonly #byKey: Lookup;

  constructor(database: Database) {
    this.#byKey = lookup(database, BY_KEY, "key");
  }

  async sessionsWaitingFor(key: string): Promise<{ session: string; lane: string }[]> {
    const rows = await this.#byKey(shortKey(key));
    return rows.map(readSessionLane);
  }
}
