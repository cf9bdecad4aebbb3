import { timerInput } from "../inputs.js";
import { inputRow } from "../rows/inputs.js";
import { send, type Database } from "./database.js";
import { acceptInputs } from "./inbox.js";
import { changedRows, type PlacesChange } from "./places.js";
import { BEGIN, COMMIT, forAll, prepared, type Statement } from "./statement.js";

const ADD = prepared(
  "add_timers",
  `insert into timers (due, session, token)
   select * from unnest($1::bigint[], $2::bigint[], $3::text[]) on conflict do nothing`,
);
const REMOVE = prepared(
  "remove_timers",
  `delete from timers using unnest($1::bigint[], $2::bigint[], $3::text[]) as n (due, session, token)
   where timers.due = n.due and timers.session = n.session and timers.token = n.token`,
);
/** Those that another process fires at this moment are left to it. */
const TAKE = prepared(
  "take_timers",
  `with taken as (
     delete from timers where (due, session, token) in
       (select due, session, token from timers where due <= $1 order by due limit $2 for update skip locked)
     returning due, session, token
   )
   select taken.due, taken.token, sessions.id as session, sessions.lane
   from taken left join sessions on sessions.key = taken.session and sessions.is_open
   order by taken.due`,
);
const NEXT = prepared("next_timer", "select min(due) as due from timers");

/** Gives sessions the timers that they are to have, where they are not those that their last commits gave them. */
export function replaceTimers(changes: readonly PlacesChange[]): Statement[] {
  const { removed, added } = changedRows(changes, "timers");
  return [...forAll(REMOVE, removed, "due", "session", "token"), ...forAll(ADD, added, "due", "session", "token")];
}

interface DueRow {
  readonly due: number;
  readonly token: string;
  readonly session: string | null;
  readonly lane: string | null;
}

/** Timers, by when they are due. */
export class Timers {
  constructor(private readonly database: Database) {}

  /** Turns due timers into inputs; gives the lanes that got one. Timers of sessions that are gone vanish. */
  fire(now: number, limit: number): Promise<string[]> {
    return this.database.use(async (connection) => {
      const [, rows = []] = await send(connection, [BEGIN, TAKE(now, limit)]);
      const due = (rows as unknown as DueRow[]).flatMap(({ due, token, session, lane }) =>
        session === null || lane === null ? [] : [{ session, lane, token, due }],
      );
      const inputs = due.map((timer) => inputRow(timerInput(timer)));
      await send(connection, [...(inputs.length > 0 ? [acceptInputs(inputs)] : []), COMMIT]);
      return [...new Set(due.map(({ lane }) => lane))];
    });
  }

  async nextAt(): Promise<number | undefined> {
    const row = await this.database.first(NEXT());
    return row?.["due"] === null ? undefined : Number(row?.["due"]);
  }
}
