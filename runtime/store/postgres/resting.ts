import type { Places } from "../places.js";
import { readSessionLane } from "../rows/sessions.js";
import type { Database } from "./database.js";
import type { PlacesChange } from "./places.js";
import { columns, forAll, prepared, statement, type Statement } from "./statement.js";

/** A detached token that stays where it was is still held by the process that it was. */
const PUT = prepared(
  "put_resting",
  `insert into resting (flow, node, session, detached, tokens, process)
   select *, $6::int from unnest($1::text[], $2::text[], $3::bigint[], $4::boolean[], $5::int[])
   on conflict (flow, node, session, detached) do update set tokens = excluded.tokens`,
);
const REMOVE = prepared(
  "remove_resting",
  `delete from resting using unnest($1::text[], $2::text[], $3::bigint[], $4::boolean[]) as n (flow, node, session, detached)
   where resting.flow = n.flow and resting.node = n.node and resting.session = n.session and resting.detached = n.detached`,
);

interface Resting {
  readonly session: number;
  readonly flow: string;
  readonly node: string;
  readonly detached: boolean;
  readonly tokens: number;
}

/** Notes where tokens of sessions rest. New detached ones are held by this process. */
export function replaceResting(changes: readonly PlacesChange[], process: number): Statement[] {
  const removed: Resting[] = [];
  const changed: Resting[] = [];
  for (const { session, had, has } of changes) {
    const before = tokensByNode(session, had);
    const after = tokensByNode(session, has);
    removed.push(...[...before].filter(([place]) => !after.has(place)).map(([, resting]) => resting));
    changed.push(
      ...[...after].filter(([place, { tokens }]) => before.get(place)?.tokens !== tokens).map(([, resting]) => resting),
    );
  }
  return [
    ...forAll(REMOVE, removed, "flow", "node", "session", "detached"),
    ...(changed.length > 0 ? [PUT(...columns(changed, "flow", "node", "session", "detached", "tokens"), process)] : []),
  ];
}

function tokensByNode(session: number, { resting }: Places): ReadonlyMap<string, Resting> {
  const counted = new Map<string, Resting>();
  for (const { flow, node, detached } of resting) {
    const place = JSON.stringify([flow, node, detached]);
    counted.set(place, { session, flow, node, detached, tokens: (counted.get(place)?.tokens ?? 0) + 1 });
  }
  return counted;
}

/** Where tokens rest, for the counts in the editor and for what a restart has to tell. */
export class RestingTokens {
  constructor(private readonly database: Database) {}

  async byNode(flow: string): Promise<Record<string, number>> {
    const text = "select node, sum(tokens)::bigint as tokens from resting where flow = $1 group by node";
    const rows = await this.database.query(statement(text, flow));
    return Object.fromEntries(rows.map(({ node, tokens }) => [String(node), Number(tokens)]));
  }

  /** Sessions whose detached tokens a process holds, or held when it ended and this one took its place. */
  async detachedIn(process: number): Promise<{ session: string; lane: string }[]> {
    const rows = await this.database.query(
      statement(
        `select id as session, lane from sessions
         where key in (select session from resting where detached and process = $1) order by key`,
        process,
      ),
    );
    return rows.map(readSessionLane);
  }
}
